namespace Swictation.Replay.Asking;

/// <summary>What <c>sql</c> prints without a query: what can be asked, and examples that work.</summary>
internal static class SqlGuide
{
    /// <summary>The tables and views for queries, in the order in which they are of use.</summary>
    public static readonly IReadOnlyList<string> Relations =
    [
        "transcripts", "sessions", "lifetime_stats", "segments", "segments_without_text", "recognisers", "transcripts_fts", "events",
    ];

    public static readonly IReadOnlyList<(string Question, string Sql)> Examples =
    [
        ("What did I say yesterday?",
            "SELECT spoken_local, text FROM transcripts WHERE date(spoken_local) = date('now', 'localtime', '-1 day') ORDER BY spoken_at"),
        ("What did I say in the last seven days?",
            "SELECT spoken_local, text FROM transcripts WHERE spoken_at >= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-7 days') ORDER BY spoken_at"),
        ("Where was the word invoice?",
            "SELECT t.session_id, t.spoken_local, t.text FROM transcripts_fts JOIN transcripts AS t ON t.seq = transcripts_fts.rowid WHERE transcripts_fts MATCH 'invoice'"),
        ("Which sessions were the longest?",
            "SELECT id, datetime(start_time, 'unixepoch', 'localtime') AS started, duration_s, words_dictated, wpm FROM sessions ORDER BY duration_s DESC LIMIT 10"),
        ("How many words a day?",
            "SELECT date(spoken_local) AS day, sum(words) AS words FROM transcripts GROUP BY day ORDER BY day"),
        ("At which hour do I speak?",
            "SELECT substr(spoken_local, 12, 2) AS hour, sum(words) AS words FROM transcripts GROUP BY hour ORDER BY hour"),
        ("All in all?",
            "SELECT total_words, total_time_minutes, time_saved_minutes FROM lifetime_stats"),
        ("Of what was the recogniser not sure?",
            "SELECT spoken_local, round(confidence, 2) AS confidence, text FROM transcripts WHERE confidence < 0.5 ORDER BY confidence LIMIT 20"),
        ("What has no text, and why?",
            "SELECT session_id, start_s, duration_s, attempts, reason FROM segments_without_text ORDER BY session_id, start_s"),
        ("What was recorded last, of any kind?",
            "SELECT seq, datetime(at_us / 1e6, 'unixepoch', 'localtime') AS at, type FROM events ORDER BY seq DESC LIMIT 20"),
    ];

    /// <summary>The columns of a table or view, with a blank and a comma between.</summary>
    public static string ColumnsOf(string relation) =>
        $"SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_xinfo('{relation}') WHERE hidden IN (0, 2, 3) ORDER BY cid)";
}
