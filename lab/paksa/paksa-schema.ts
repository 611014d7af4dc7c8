/** Paksa's tables. Every statement may be repeated. */
export const PAKSA_SCHEMA = `
CREATE TABLE IF NOT EXISTS tenants (
  id int PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS customers (
  id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants, name text NOT NULL, email text NOT NULL
);
CREATE TABLE IF NOT EXISTS invoices (
  id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenants, customer_id int NOT NULL CONSTRAINT invoices_customer_id_fkey REFERENCES customers,
  number text NOT NULL, subtotal numeric(12,2) NOT NULL, tax_amount numeric(12,2) NOT NULL, total_amount numeric(12,2) NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'sent', 'paid', 'overdue')), created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS payments (
  id int PRIMARY KEY, invoice_id int NOT NULL CONSTRAINT payments_invoice_id_fkey REFERENCES invoices,
  amount numeric(12,2) NOT NULL CHECK (amount > 0), paid_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS alembic_version (version_num text PRIMARY KEY);
CREATE INDEX IF NOT EXISTS idx_invoices_tenant_date ON invoices (tenant_id, created_at);
CREATE INDEX IF NOT EXISTS idx_payments_invoice ON payments (invoice_id);
`;

/** The revision that the database is at; the newest of the folder of migrations. */
export const PAKSA_REVISION = 'c3f1a09b77d2';

/** Believable rows, the same at each first start. */
export const PAKSA_ROWS = `
INSERT INTO tenants SELECT n, 'Tenant ' || n, now() - n * interval '9 days' FROM generate_series(1, 120) n;
INSERT INTO customers SELECT n, 1 + n % 120, 'Customer ' || n, 'billing' || n || '@customer.example' FROM generate_series(1, 3000) n;
INSERT INTO invoices SELECT n, 1 + n % 120, 1 + n % 3000, 'INV-' || lpad(n::text, 6, '0'), s, t, s + t,
  (ARRAY['paid','paid','sent','overdue','draft'])[1 + n % 5], now() - n * interval '13 minutes'
FROM generate_series(1, 30000) n, LATERAL (SELECT (20 + n * 7 % 900)::numeric(12,2) AS s, round((20 + n * 7 % 900) * 0.17, 2) AS t) amounts;
INSERT INTO payments SELECT i.id, i.id, i.total_amount, i.created_at + interval '3 days' FROM invoices i WHERE i.status = 'paid' ORDER BY i.id LIMIT 8000;
INSERT INTO alembic_version VALUES ('${PAKSA_REVISION}');
`;

/** The list that is fast with idx_invoices_tenant_date, and reads every invoice once per tenant without it. */
export const INVOICES_SQL = `SELECT t.id, t.name, (SELECT count(*) FROM invoices i
    WHERE i.tenant_id = t.id AND i.created_at > now() - interval '2 days') AS invoices
  FROM tenants t ORDER BY invoices DESC LIMIT 20`;
