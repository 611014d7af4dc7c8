-- Of the alert that an incident came from: they say which runbooks it may need, and fill in their inputs.
ALTER TABLE incident ADD COLUMN labels jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(labels) = 'object');
