-- Typos in words. Trusted as the others: CREATE on the database is enough.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

-- Whether a typed word may mean another: one letter wrong, missing or too many, any two letters
-- exchanged, and in long words two such slips. Short words and numbers are never taken for others.
CREATE FUNCTION catalog.is_typo(typed text, word text) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT char_length(typed) >= 4
    AND typed !~ '[0-9]'
    AND octet_length(typed) <= 255
    AND octet_length(word) <= 255
    AND abs(char_length(typed) - char_length(word)) <= 2
    AND CASE public.levenshtein_less_equal(typed, word, 2)
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
  SELECT coalesce(array_agg(word), '{}')
  FROM regexp_split_to_table(
    catalog.fold(typed), '[^[:alnum:]]+' COLLATE "und-x-icu") AS word
  WHERE word <> '';
$$;

-- The longest of them, which a track must at least resemble: what the index of trigrams is for.
CREATE FUNCTION catalog.longest_typed_word(typed text) RETURNS text
  LANGUAGE sql STABLE STRICT PARALLEL SAFE
AS $$
  SELECT word
  FROM unnest(catalog.typed_words(typed)) AS word
  ORDER BY char_length(word) DESC, word
  LIMIT 1;
$$;

-- Whether every typed word begins a word of the track or may mean one, or all of it is there but
-- for the spaces.
CREATE FUNCTION catalog.may_mean(typed text[], words tsvector, whole text) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT strpos(replace(whole, ' ', ''), array_to_string(typed, '')) > 0
    OR NOT EXISTS (
      SELECT
      FROM unnest(typed) AS given
      WHERE NOT EXISTS (
        SELECT
        FROM unnest(tsvector_to_array(words)) AS word
        WHERE starts_with(word, given)
          OR catalog.is_typo(given, word)));
$$;
