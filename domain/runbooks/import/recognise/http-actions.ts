/** A GET whose path holds one of these words is no proven read, whatever its method says. */
const ACTIONS = new Set(
  (
    'abort accept ack acknowledge action activate add allocate allow alter apply approve archive assign attach backup ban block bootstrap build ' +
    'buildwithparameters bump burn call cancel chaos cleanup clear close cmd command commit compact configure confirm consume crash create cron ' +
    'deactivate decommission decrement defrag delete demote deny deploy deprovision dequeue destroy detach disable disabled disconnect dismiss ' +
    'do drain drop dump eject emit enable enabled endpoint enqueue erase evacuate evaluate evict exec execute exit expire expunge fail failover ' +
    'fire flip flush force forcemerge fork freeze gc gcdump generate grant halt heal heapdump heartbeat hibernate hook hooks impersonate import ' +
    'increment init inject insert install invalidate invoke join kick kill launch leak leave lock login logout mark masquerade merge method ' +
    'migrate move mute new notify off on op open operation optimize order panic patch pause pay perform ping play pop post poweroff prepare ' +
    'process profile promote provision publish purge push put quit quitquitquit reap reassign rebalance reboot rebuild receive reconcile recover ' +
    'refresh refund regenerate register reindex reject rejoin release reload remove rename renew reopen replace replay request requeue reroute ' +
    'rerun rescan resend reset resize resolve restart restore resume resync retry revert revoke rollback rotate run save scale schedule seal ' +
    'send set shrink shutdown signal signout silence simulate skip sleep snapshot spawn split start step-down stepdown stop stress submit ' +
    'subscribe suspend swap sweep switch switchover sync take task terminate test thaw tick toggle trace transfer trash trigger truncate trust ' +
    'turn unban unblock unfreeze uninstall unlock unmute unregister unseal unset unsubscribe untrust update upgrade upload vacuum verb verify ' +
    'vote wake webhook webhooks wipe withdraw write'
  ).split(' '),
);
/** Verbs that people run together with what is done: `clearcache`, `hardreset`. */
const RUN_TOGETHER =
  /^(?:clear|delet|destroy|eras|evict|execut|flush|invalidat|kill|purg|rebuild|reindex|reload|remov|reset|restart|rollback|shutdown|terminat|trigger|truncat|wip)|(?:clear|delete|destroy|flush|kill|purge|rebuild|reindex|reload|remove|reset|restart|shutdown|trigger|wipe)$/;
/** Hosts at which every GET is a message. */
const LISTENS = /(?:^|\.)(?:hc-ping\.com|hooks\.slack\.com|healthchecks\.io|deadmanssnitch\.com|nosnch\.in|cronitor\.link|webhook\.site)$/i;

/** Where clouds tell a machine who it is, and hand it its credentials. */
const OF_MACHINE = /^(?:169\.254\.\d+\.\d+|\[fd00:ec2::254\]|metadata(?:\.google\.internal)?|100\.100\.100\.200)$/i;
const PROGRAM = /\/cgi-bin\/|\.(?:sh|cgi|pl|php\d?|aspx?|jsp|do|action)(?=[/?]|$)/i;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return path;
  }
}

/** Whether a word of a path or query says that something is done, also behind percent signs and capitals. */
export function namesAction(path: string): boolean {
  const words = decoded(decoded(path)).replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  const plain = words.toLowerCase();
  return [...plain.split(/[^a-z]+/), ...plain.split(/[^a-z-]+/)].some((word) => ACTIONS.has(word) || RUN_TOGETHER.test(word));
}

/** Whether a value to be filled in is itself what is to be done, as in `/api/<action>`. */
export const isAction = (name: string): boolean =>
  ACTIONS.has(
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter(Boolean)
      .at(-1) ?? '',
  );

const hostOf = (origin: string) => origin.replace(/^https?:\/\/|:\d+$/g, '');

/** Whether an origin takes every request for a message. */
export const isMessage = (origin = ''): boolean => LISTENS.test(hostOf(origin));

/** Whether an origin is the one at which a machine of a cloud asks about itself. */
export const isOfMachine = (origin = ''): boolean => OF_MACHINE.test(hostOf(origin));

/** Whether a path is that of a program which the server runs for every request. */
export const runsProgram = (path: string): boolean => PROGRAM.test(decoded(path));
