/** A GET whose path holds one of these words is no proven read, whatever its method says. */
const ACTIONS = new Set(
  (
    'abort accept ack acknowledge action activate add alter allocate apply approve archive assign attach backup ban bootstrap block build buildwithparameters ' +
    'call cancel cleanup clear close cmd command commit compact configure confirm create deactivate decommission decrement defrag delete demote deploy detach disable ' +
    'disconnect do drain drop dump eject emit enable endpoint erase evacuate evict exec execute expire fail failover fire flush force forcemerge gc generate grant heal ' +
    'heartbeat hook hooks import increment init insert install invalidate invoke join kick kill launch leave lock login logout mark merge method migrate move mute ' +
    'notify op open operation optimize order patch pause pay perform ping play post prepare process promote publish purge push put quit quitquitquit reassign rebalance ' +
    'reboot rebuild recover refresh refund register reindex rejoin release reload remove rename renew replace replay request requeue reroute reset resize resolve restart ' +
    'restore resume resync retry revert revoke rollback rotate run save scale schedule seal send set shutdown shrink signout silence snapshot split start step-down ' +
    'stepdown stop submit subscribe suspend swap switch switchover sync task terminate test toggle transfer trigger truncate unban unblock uninstall unlock unmute ' +
    'unregister unseal unset unsubscribe update upgrade upload vacuum verb wake webhook webhooks wipe withdraw write'
  ).split(' '),
);
/** Hosts at which every GET is a message. */
const LISTENS = /(?:^|\.)(?:hc-ping\.com|hooks\.slack\.com|healthchecks\.io|deadmanssnitch\.com|nosnch\.in|cronitor\.link|webhook\.site)$/i;

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
  return [...plain.split(/[^a-z]+/), ...plain.split(/[^a-z-]+/)].some((word) => ACTIONS.has(word));
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

/** Whether an origin takes every request for a message. */
export const isMessage = (origin = ''): boolean => LISTENS.test(origin.replace(/^https?:\/\/|:\d+$/g, ''));
