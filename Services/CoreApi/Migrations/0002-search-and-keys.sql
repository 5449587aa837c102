-- What a person typed, as a full-text query: every word as the beginning of one.
CREATE FUNCTION catalog.search_query(typed text) RETURNS tsquery
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
AS $$
  SELECT to_tsquery('simple', string_agg(quote_literal(word) || ':*', ' & '))
  FROM regexp_split_to_table(
    catalog.fold(typed), '[^[:alnum:]]+' COLLATE "und-x-icu") AS word
  WHERE word <> '';
$$;

-- Secrets that all replicas share and nobody has to configure.
CREATE TABLE catalog.signing_keys (
  purpose text CONSTRAINT signing_keys_pk PRIMARY KEY,
  key bytea NOT NULL
    CONSTRAINT signing_keys_length CHECK (octet_length(key) = 32),
  created_at timestamptz NOT NULL DEFAULT now()
);
