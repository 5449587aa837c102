-- Typos in words. Trusted as the others: CREATE on the database is enough.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

-- Every word of the catalog, as long as a track has it: what a typo may have meant is looked up
-- here, once for each word typed, instead of in every track.
CREATE TABLE catalog.words (
  word text COLLATE "C" CONSTRAINT words_pk PRIMARY KEY,
  tracks bigint NOT NULL
);

CREATE INDEX words_length_ix ON catalog.words (char_length(word));

CREATE FUNCTION catalog.count_words() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  -- In order, so that two transactions with the same words wait and never lock each other out.
  INSERT INTO catalog.words AS known (word, tracks)
  SELECT word, sum(change)
  FROM (
    SELECT unnest(tsvector_to_array(NEW.search_words)) AS word, 1 AS change
    UNION ALL
    SELECT unnest(tsvector_to_array(OLD.search_words)), -1
  ) AS changes
  WHERE word !~ '[^[:alnum:]]' COLLATE "und-x-icu"
  GROUP BY word
  HAVING sum(change) <> 0
  ORDER BY word
  ON CONFLICT (word) DO UPDATE
  SET tracks = known.tracks + excluded.tracks;

  DELETE FROM catalog.words
  WHERE word = ANY (tsvector_to_array(OLD.search_words))
    AND tracks <= 0;
  RETURN NULL;
END;
$$;

CREATE TRIGGER tracks_words
  AFTER INSERT OR DELETE OR UPDATE OF artist, title, album ON catalog.tracks
  FOR EACH ROW EXECUTE FUNCTION catalog.count_words();

INSERT INTO catalog.words (word, tracks)
SELECT word, count(*)
FROM catalog.tracks, unnest(tsvector_to_array(search_words)) AS word
WHERE word !~ '[^[:alnum:]]' COLLATE "und-x-icu"
GROUP BY word;

-- Whether a typed word may mean another: one letter wrong, missing or too many, any two letters
-- exchanged, and in long words two such slips.
CREATE FUNCTION catalog.is_typo(typed text, word text) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT CASE public.levenshtein_less_equal(typed, word, 2)
    WHEN 0 THEN true
    WHEN 1 THEN true
    WHEN 2 THEN
      (char_length(typed) >= 8 AND left(typed, 1) = left(word, 1))
      OR (
        char_length(typed) = char_length(word)
        AND (SELECT array_agg(letter ORDER BY letter) FROM string_to_table(typed, NULL) AS letter)
          = (SELECT array_agg(letter ORDER BY letter) FROM string_to_table(word, NULL) AS letter))
    ELSE false
  END;
$$;

-- The words that a person typed, as the catalog compares them.
CREATE FUNCTION catalog.typed_words(typed text) RETURNS text[]
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_agg(word)
  FROM regexp_split_to_table(
    catalog.fold(typed), '[^[:alnum:]]+' COLLATE "und-x-icu") AS word
  WHERE word <> '';
$$;

-- What a person typed, as a full-text query: every word as the beginning of one, or as a typo of
-- one. Short words and numbers are never taken for others.
CREATE OR REPLACE FUNCTION catalog.search_query(typed text) RETURNS tsquery
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
AS $$
  SELECT to_tsquery(
    'simple', string_agg(concat('(', quote_literal(given), ':*', meant.words, ')'), ' & '))
  FROM unnest(catalog.typed_words(typed)) AS given
  CROSS JOIN LATERAL (
    SELECT string_agg(' | ' || quote_literal(word), '') AS words
    FROM catalog.words
    WHERE char_length(given) BETWEEN 4 AND 60
      AND given !~ '[0-9]'
      AND char_length(word) BETWEEN char_length(given) - 2 AND char_length(given) + 2
      AND public.levenshtein_less_equal(given, word, 2) <= 2
      AND catalog.is_typo(given, word)
  ) AS meant;
$$;

-- For what was typed with a space too many or too few: without any, as part of the whole. The
-- index on the text with spaces is no longer used.
CREATE FUNCTION catalog.unspaced(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN replace(value, ' ', '');

DROP INDEX catalog.tracks_text_ix;
CREATE INDEX tracks_unspaced_ix
  ON catalog.tracks USING gin (catalog.unspaced(search_text) public.gin_trgm_ops);

CREATE FUNCTION catalog.unspaced_pattern(typed text) RETURNS text
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
AS $$
  SELECT '%' || words || '%'
  FROM array_to_string(catalog.typed_words(typed), '') AS words
  WHERE char_length(words) >= 4;
$$;
