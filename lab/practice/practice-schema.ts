/** Tables of the application that the general runbooks practise on. Every statement may be repeated. */
export const PRACTICE_SCHEMA = `
CREATE TABLE IF NOT EXISTS users (
  id int PRIMARY KEY, email text NOT NULL, name text NOT NULL, role text NOT NULL DEFAULT 'member', created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS permissions (
  role text NOT NULL, resource text NOT NULL, action text NOT NULL, PRIMARY KEY (role, resource, action)
);
CREATE TABLE IF NOT EXISTS accounts (
  id int PRIMARY KEY, owner_id int NOT NULL REFERENCES users, balance numeric(12,2) NOT NULL
);
CREATE TABLE IF NOT EXISTS entries (
  id int PRIMARY KEY, account_id int NOT NULL REFERENCES accounts, amount numeric(12,2) NOT NULL, booked_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_users_email ON users (email);
CREATE INDEX IF NOT EXISTS idx_entries_account ON entries (account_id);
`;

/** Believable rows, the same at each first start. */
export const PRACTICE_ROWS = `
INSERT INTO users SELECT n, 'user' || n || '@practice.example', 'User ' || n, CASE WHEN n % 50 = 0 THEN 'admin' ELSE 'member' END,
  now() - n * interval '17 minutes' FROM generate_series(1, 20000) n;
INSERT INTO permissions VALUES ('member', 'reports', 'read'), ('member', 'reports', 'create'), ('admin', 'reports', 'read'),
  ('admin', 'reports', 'create'), ('admin', 'reports', 'delete'), ('admin', 'users', 'edit');
INSERT INTO accounts SELECT n, n, 0 FROM generate_series(1, 500) n;
INSERT INTO entries SELECT n, 1 + n % 500, CASE WHEN n % 3 = 0 THEN -5.25 ELSE 10.50 END, now() - n * interval '5 minutes' FROM generate_series(1, 6000) n;
UPDATE accounts a SET balance = (SELECT coalesce(sum(e.amount), 0) FROM entries e WHERE e.account_id = a.id);
`;

/** What a sign-in asks. */
export const USER_SQL = 'SELECT id, name, role FROM users WHERE email = $1';
