const COMMAND = /^(?:kubectl|oc|docker|docker-compose|psql|redis-cli|curl|openssl|mysql|mongo)\s+[\w./-]+\s+\S/;

/** Whether code within a sentence is a whole command, such as `kubectl get pods -n shop`. */
export const isCommand = (text: string): boolean => COMMAND.test(text);
