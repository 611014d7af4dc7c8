/** Ariesone's tables. Every statement may be repeated. */
export const ARIESONE_SCHEMA = `
CREATE TABLE IF NOT EXISTS companies (
  id uuid PRIMARY KEY, npi text NOT NULL, name text NOT NULL, is_active boolean NOT NULL DEFAULT true, created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS locations (
  id int PRIMARY KEY, company_id uuid NOT NULL REFERENCES companies, city text NOT NULL
);
CREATE TABLE IF NOT EXISTS users (id int PRIMARY KEY, email text NOT NULL UNIQUE, is_active boolean NOT NULL DEFAULT true);
CREATE TABLE IF NOT EXISTS user_roles (user_id int NOT NULL REFERENCES users, role text NOT NULL, PRIMARY KEY (user_id, role));
CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY);
CREATE INDEX IF NOT EXISTS idx_locations_company ON locations (company_id);
CREATE INDEX IF NOT EXISTS idx_company_npi ON companies (npi);
CREATE INDEX IF NOT EXISTS idx_company_active ON companies (is_active) WHERE is_active;
`;

/** Believable rows of nobody, the same at each first start. */
export const ARIESONE_ROWS = `
INSERT INTO companies SELECT md5('company ' || n)::uuid, (1000000000 + n)::text,
  (ARRAY['Lakeside','Northgate','Summit','Harbour','Meadow','Riverside'])[1 + n % 6] || ' ' ||
  (ARRAY['Clinic','Pharmacy','Imaging','Laboratory','Practice'])[1 + n % 5] || ' ' || n, n % 9 <> 0, now() - n * interval '3 hours'
FROM generate_series(1, 12000) n;
INSERT INTO locations SELECT n, md5('company ' || 1 + n % 12000)::uuid, (ARRAY['Tampa','Austin','Denver','Boise','Mobile'])[1 + n % 5]
FROM generate_series(1, 18000) n;
INSERT INTO users SELECT n, 'user' || n || '@ariesone.example', n % 60 <> 0 FROM generate_series(1, 300) n;
INSERT INTO user_roles SELECT n, r FROM generate_series(1, 300) n, unnest(ARRAY['viewer','editor','billing']) WITH ORDINALITY AS t(r, i) WHERE i <= 1 + n % 3;
INSERT INTO alembic_version VALUES ('3f9c2a71d0b4');
`;
