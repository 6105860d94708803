-- Which transcriptions a session has is in the read model: an index on the log that said the same cost every append a
-- page more to write.
DROP INDEX events_transcriptions;
