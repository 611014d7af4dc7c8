/** DotMac's tables. Every statement may be repeated. */
export const DOTMAC_SCHEMA = `
CREATE TABLE IF NOT EXISTS customers (
  id int PRIMARY KEY, tenant_id int NOT NULL, name text NOT NULL, email text NOT NULL, portal_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'suspended', 'closed')), created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS service_instances (
  id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, plan text NOT NULL, active boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS invoices (
  id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, amount numeric(12, 2) NOT NULL, issued_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS payments (
  id int PRIMARY KEY, tenant_id int NOT NULL, invoice_id int NOT NULL REFERENCES invoices, amount numeric(12, 2) NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')), error_message text, created_at timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS users (
  id int PRIMARY KEY, email text NOT NULL UNIQUE, password_hash text NOT NULL, is_active boolean NOT NULL DEFAULT true,
  failed_login_attempts int NOT NULL DEFAULT 0, locked_until timestamptz
);
CREATE INDEX IF NOT EXISTS idx_customers_email ON customers (email);
CREATE INDEX IF NOT EXISTS idx_customers_tenant_id ON customers (tenant_id);
CREATE INDEX IF NOT EXISTS idx_customers_status ON customers (status);
CREATE INDEX IF NOT EXISTS idx_customers_created_at ON customers (created_at);
CREATE INDEX IF NOT EXISTS idx_payments_status ON payments (status, created_at);
`;

const PORTAL_ID = "'PRT-' || upper(substr(md5('portal ' || n), 1, 8))";

/** Believable rows of nobody, the same at each first start. */
export const DOTMAC_ROWS = `
INSERT INTO customers SELECT n, 1 + n % 40,
  (ARRAY['Amina','Bola','Chidi','Dele','Efe','Funmi','Gozie','Halima'])[1 + n % 8] || ' ' ||
  (ARRAY['Networks','Stores','Clinic','School','Farms','Studio','Works'])[1 + n % 7] || ' ' || n,
  'customer' || n || '@dotmac.example', ${PORTAL_ID},
  CASE WHEN n % 20 = 0 THEN 'suspended' WHEN n % 50 = 0 THEN 'closed' ELSE 'active' END, now() - n * interval '20 minutes'
FROM generate_series(1, 20000) n;
INSERT INTO service_instances SELECT n, n, (ARRAY['fibre-50','fibre-200','radio-20'])[1 + n % 3], n % 20 <> 0 FROM generate_series(1, 20000) n;
INSERT INTO invoices SELECT n, 1 + n % 20000, 10 + (n * 7) % 190, now() - n * interval '11 minutes' FROM generate_series(1, 20000) n;
INSERT INTO payments SELECT n, 1 + n % 40, n, 10 + (n * 7) % 190, CASE WHEN n % 400 = 0 THEN 'failed' ELSE 'succeeded' END,
  CASE WHEN n % 400 = 0 THEN 'card_declined' END, now() - n * interval '11 minutes'
FROM generate_series(1, 20000) n;
INSERT INTO users SELECT n, 'user' || n || '@dotmac.example', '$2b$12$' || substr(md5('salt ' || n) || md5('hash ' || n), 1, 53), n % 50 <> 0, n % 3, NULL
FROM generate_series(1, 500) n;
`;

/** What an application's operators may do that no parameter of ALTER ROLE allows; owned by the server's superuser. */
export const SET_PASSWORD = `
CREATE OR REPLACE FUNCTION set_application_password(secret text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET log_min_error_statement = panic AS $$
BEGIN
  IF length(secret) < 16 THEN RAISE EXCEPTION 'a password of the application has at least 16 characters'; END IF;
  EXECUTE format('ALTER ROLE dotmac_app PASSWORD %L', secret);
  RETURN now();
END $$;
REVOKE ALL ON FUNCTION set_application_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_application_password TO dotmac_write;
GRANT CREATE ON DATABASE dotmac TO dotmac_write;
`;
