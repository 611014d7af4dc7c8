/** What the reader's roles allow here. */
export type Rights = Record<
  | 'acknowledge'
  | 'status'
  | 'severity'
  | 'note'
  | 'editAnyNote'
  | 'resolve'
  | 'reopen'
  | 'investigate'
  | 'run'
  | 'escalate'
  | 'draftUpdate'
  | 'edit'
  | 'merge'
  | 'assignRole'
  | 'participants'
  | 'restrict',
  boolean
>;

/** What a dialog asks more about. */
export type Asking = 'severity' | 'resolve' | 'reopen' | 'cancel' | 'merge' | 'restrict';
