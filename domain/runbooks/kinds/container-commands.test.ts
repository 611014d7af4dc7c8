import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitWords } from './argv/split-words';
import { readDocker } from './docker';
import { isDryRun, readKubectl } from './kubectl';

const problemOf = (read: object): string => ('problem' in read ? String(read.problem) : '');
const docker = (body: string, effect: 'read' | 'mutating' = 'read') => problemOf(readDocker(body, { effect }));
const kubectl = (body: string, effect: 'read' | 'mutating' = 'read') => problemOf(readKubectl(body, { effect }));

describe('words', () => {
  const quoted = (word: string) => `'${word.replaceAll("'", `'"'"'`)}'`;
  test('what is quoted is given back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        expect(splitWords(words.map(quoted).join(' '))).toEqual(words);
      }),
    );
  });
  test('whatever is read, nothing that a shell would act on is a word of its own', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = splitWords(text);
        if (!('problem' in read))
          expect(text.replace(/'[^']*'|"(?:\\.|[^"\\])*"|\\./gs, '').replace(/(^|\s)#.*$/s, '')).not.toMatch(/[|&;<>`]/);
      }),
    );
  });
  test.each([
    ['a | b', 'no pipe'],
    ['a && b', 'one command'],
    ['a > b', 'no file'],
    ['a $(b)', 'no shell'],
    ['a $B', 'no variables'],
    ['a "$B"', 'no variables'],
    ["a 'b", 'does not end'],
  ])('%s', (text, why) => {
    expect(problemOf(splitWords(text))).toContain(why);
  });
});

describe('docker', () => {
  test.each([
    ['docker ps -a', ''],
    ['docker-compose logs postgres', ''],
    ['docker compose -p shop logs --tail=5 -f web', ''],
    ['docker logs {name} --since {since}', ''],
    ["docker inspect web -f '{{json .State.Health}}'", ''],
    ['docker exec web nginx -t', ''],
    ['docker compose exec -T redis redis-cli ping', ''],
    ['docker logs web | grep error', 'no pipe'],
    ['docker exec -it web bash', '-it waits on a keyboard'],
    ['docker exec web bash', 'a step for a person'],
    ['docker exec web rm -rf /', 'rm is not among the programs'],
    ['docker exec web ping postgres', 'never ends'],
    ['docker exec web ping -c 99999 postgres', 'not known to only read'],
    ['docker exec web curl -X DELETE http://x', 'not known to only read'],
    ['docker exec web curl -I file:///etc/shadow', 'not known to only read'],
    ['docker exec web cat /etc/shadow', 'cat may show'],
    ['docker exec web redis-cli FLUSHALL', 'only ping, info and dbsize'],
    ['docker exec web nginx -t -c /tmp/x', 'not known to only read'],
    ['docker logs web --untill 1h', 'logs has no --untill here'],
    ['docker logs web --tail all', 'not such as 100'],
    ['docker inspect ../x', 'not such as web-1'],
    ["docker inspect web -f '{{index .Config 0}}'", 'not such as'],
    ['docker restart web', 'make it a <Remediation>'],
    ['docker rm -f web', 'use docker stop'],
    ['docker compose -f other.yml ps', 'which project is meant'],
    ['docker ps\ndocker images', 'one command'],
    ['ps aux', 'write a docker command'],
    ['', 'write a command'],
  ])('as a diagnostic: %s', (body, why) => {
    if (why) expect(docker(body)).toContain(why);
    else expect(docker(body)).toBe('');
  });

  test.each([
    ['docker restart web', ''],
    ['docker tag dotmac:latest dotmac:broken', ''],
    ['docker compose -p shop up -d', ''],
    ['docker compose -p shop up', 'for ever'],
    ['docker compose down', 'use compose stop'],
    ['docker ps', 'make it a <Diagnostic>'],
    ['docker run -d nginx', 'not by a button'],
    ['docker update web', 'write update --memory'],
  ])('as a remediation: %s', (body, why) => {
    if (why) expect(docker(body, 'mutating')).toContain(why);
    else expect(docker(body, 'mutating')).toBe('');
  });
});

describe('kubectl', () => {
  const PATCH = `-p '{"spec":{"replicas":2}}'`;
  test.each([
    ['kubectl get pods -l app=web -n shop', ''],
    ['oc get po -A', ''],
    ['kubectl -n shop get deploy/web -o yaml', ''],
    ['kubectl logs --since=1h -l app=web -n shop', ''],
    ['kubectl logs deployment/web -n shop --since-time={from}\nuntil {to}', ''],
    ['kubectl top nodes', ''],
    ['kubectl exec {pod} -n shop -- nslookup postgres', ''],
    [`kubectl patch deployment web ${PATCH} -n shop --dry-run=server`, ''],
    ['kubectl get pods', 'names no namespace'],
    ['kubectl rollout status deployment/web', 'names no namespace'],
    ['kubectl exec -it web -n shop -- pg_isready', '-it waits on a keyboard'],
    ['kubectl exec web -n shop -- sh -c ls', 'a step for a person'],
    ['kubectl logs --until-time=2024-01-15T11:00:00Z deployment/web -n shop', 'no --until-time'],
    ['kubectl logs web -n shop\nuntil tomorrow', 'not such as'],
    ['kubectl get pods -w -n shop', 'a watch never ends'],
    ['kubectl get pods -n shop --context prod', 'which cluster is meant'],
    ['kubectl get widgets -n shop', 'no sort that is known here'],
    ['kubectl get pods web -l app=web -n shop', 'leave it open'],
    ['kubectl describe pods -n shop', 'needs a name'],
    ['kubectl delete pod web -n shop', 'make it a <Remediation>'],
    [`kubectl patch deployment web ${PATCH} -n shop --dry-run=client`, 'client asks nobody'],
    ['kubectl port-forward web 80 -n shop', 'never ends'],
    ['kubectl get secret x -n shop -o jsonpath={.data}', 'not such as yaml'],
    ['kubectl create secret tls x --cert=a --key=b -n shop --dry-run=client -o yaml | kubectl apply -f -', 'no pipe'],
  ])('as a diagnostic: %s', (body, why) => {
    if (why) expect(kubectl(body)).toContain(why);
    else expect(kubectl(body)).toBe('');
  });

  const manifest = (kind: string, apiVersion = 'networking.k8s.io/v1', more = '') =>
    `kubectl apply -n shop -f -\n\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n${more}`;
  test.each([
    ['kubectl scale deployment web --replicas=3 -n shop', ''],
    ['kubectl rollout restart deployment/web -n shop', ''],
    [manifest('NetworkPolicy'), ''],
    ['kubectl set env deployment/web LEVEL=debug -n shop', ''],
    ['kubectl rollout restart deployment/web', 'names no namespace'],
    ['kubectl delete deployment web -n shop', 'only a pod is deleted'],
    ['kubectl scale deployment web -n shop', 'needs --replicas'],
    ['kubectl rollout restart pod/web -n shop', 'is for deployments'],
    [manifest('Secret', 'v1'), 'is no secret'],
    [manifest('ClusterRoleBinding'), 'not applied by a button'],
    [manifest('NetworkPolicy', 'extensions/v1beta1'), 'has the apiVersion networking.k8s.io/v1'],
    [manifest('NetworkPolicy', undefined, '  namespace: kube-system\n'), 'lies in the namespace kube-system'],
    [manifest('NetworkPolicy', undefined, 'metadata: {}\n'), 'no YAML or JSON'],
    ['kubectl apply -n shop -f web.yaml', 'not such as -'],
    ['kubectl apply -n shop', 'write the manifest below'],
    ["kubectl patch secret x -p '{}' -n shop", 'not patched by a button'],
    [`kubectl patch deployment web ${PATCH} -n shop --dry-run=server`, 'make it a <Diagnostic>'],
    ['kubectl drain node-1', 'at the terminal'],
    ['kubectl edit deployment web -n shop', 'opens an editor'],
    ['kubectl create secret tls x -n shop', 'needs --cert=PATH and --key=PATH'],
  ])('as a remediation: %s', (body, why) => {
    if (why) expect(kubectl(body, 'mutating')).toContain(why);
    else expect(kubectl(body, 'mutating')).toBe('');
  });

  test('only what is known to be a dry run gets the credential that may change', () => {
    expect(isDryRun(`kubectl patch deployment web ${PATCH} -n shop --dry-run=server`)).toBe(true);
    for (const body of [
      `kubectl patch deployment web ${PATCH} -n shop`,
      'kubectl get pods -n shop # --dry-run=server',
      'kubectl scale deployment web --replicas=1 -n shop --dry-run={mode}',
    ])
      expect(isDryRun(body), body).toBe(false);
  });
});
