/** Oatie's tables. Every statement may be repeated. */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS organizations (
  id uuid PRIMARY KEY, name text NOT NULL, plan text NOT NULL, created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS users (
  id uuid PRIMARY KEY, organization_id uuid NOT NULL REFERENCES organizations, email text NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'report_manager', 'admin')),
  active boolean NOT NULL DEFAULT true, last_seen_at timestamptz, created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS user_permissions (
  user_id uuid NOT NULL REFERENCES users, permission text NOT NULL, granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, permission)
);
CREATE TABLE IF NOT EXISTS templates (
  id int PRIMARY KEY, name text NOT NULL, definition jsonb NOT NULL, enabled boolean NOT NULL DEFAULT true
);
CREATE TABLE IF NOT EXISTS reports (
  id int PRIMARY KEY, organization_id uuid NOT NULL REFERENCES organizations, template_id int NOT NULL REFERENCES templates,
  title text NOT NULL, legacy_ref text NOT NULL, status text NOT NULL CHECK (status IN ('draft', 'processing', 'ready', 'failed')),
  created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS report_executions (
  id bigint PRIMARY KEY, report_id int NOT NULL REFERENCES reports, status text NOT NULL,
  started_at timestamptz NOT NULL, duration_ms int, error text
);
CREATE TABLE IF NOT EXISTS audit_logs (
  id bigint PRIMARY KEY, organization_id uuid NOT NULL REFERENCES organizations, user_id uuid, action text NOT NULL,
  detail jsonb NOT NULL, timestamp timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_reports_org_status ON reports (organization_id, status);
CREATE INDEX IF NOT EXISTS idx_reports_legacy_ref ON reports (legacy_ref);
CREATE INDEX IF NOT EXISTS idx_report_executions_report ON report_executions (report_id, started_at DESC);
CREATE INDEX IF NOT EXISTS idx_audit_logs_timestamp ON audit_logs ("timestamp" DESC);
`;

/** Believable rows, the same at each first start; keys follow from numbers so that the application can name them. */
export const ROWS = `
INSERT INTO organizations SELECT md5('organization ' || n)::uuid,
  (ARRAY['Alder','Birch','Cedar','Delta','Ember','Fjord','Grove','Harbor','Isle','Juniper'])[1 + n % 10] || ' ' ||
  (ARRAY['Foods','Freight','Health','Insurance','Logistics','Energy','Retail','Textiles'])[1 + n % 8] || ' ' || n,
  (ARRAY['team','business','enterprise'])[1 + n % 3], now() - n * interval '3 days'
FROM generate_series(1, 250) n;
INSERT INTO users SELECT md5('user ' || n)::uuid, md5('organization ' || 1 + n % 250)::uuid,
  (ARRAY['ana','bo','chen','dara','eli','fatou','goran','hana'])[1 + n % 8] || n || '@oatie.example',
  (ARRAY['viewer','viewer','analyst','analyst','report_manager','admin'])[1 + n % 6], n % 40 <> 0, now() - n * interval '7 minutes'
FROM generate_series(1, 4000) n;
INSERT INTO user_permissions SELECT md5('user ' || n)::uuid, p
FROM generate_series(1, 4000) n, unnest(ARRAY['reports:read','reports:create','templates:read']) WITH ORDINALITY AS t(p, i) WHERE i <= 1 + n % 3;
INSERT INTO templates SELECT n, 'Template ' || n, jsonb_build_object('columns', jsonb_build_array('region', 'amount', 'change'), 'version', 1 + n % 4)
FROM generate_series(1, 60) n;
INSERT INTO reports SELECT n, md5('organization ' || 1 + n % 250)::uuid, 1 + n % 60, 'Report ' || n, 'L-' || lpad(n::text, 6, '0'),
  (ARRAY['ready','ready','ready','draft','failed'])[1 + n % 5], now() - n * interval '11 minutes', now() - n * interval '5 minutes'
FROM generate_series(1, 12000) n;
INSERT INTO report_executions SELECT n, 1 + n % 12000, CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'succeeded' END,
  now() - n * interval '90 seconds', 200 + (n * 37) % 4000, CASE WHEN n % 50 = 0 THEN 'data source did not answer' END
FROM generate_series(1, 36000) n;
INSERT INTO audit_logs SELECT n, md5('organization ' || 1 + n % 250)::uuid, md5('user ' || 1 + n % 4000)::uuid,
  (ARRAY['report.viewed','report.exported','template.edited','user.signed_in'])[1 + n % 4],
  jsonb_build_object('address', '198.51.100.' || n % 250), now() - n * interval '40 seconds'
FROM generate_series(1, 40000) n;
`;
