using System.Text;
using Swictation.Storage.Audio;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Verification;

/// <summary>
/// Whether the audio that the log says is kept is there, and whose session the log does not know is not. What is recorded just
/// now may come and go meanwhile.
/// </summary>
internal sealed class AudioCheck(string path, LogFindings findings)
{
    private const string SelectKept =
        """
        SELECT id, file
        FROM failed_segments
        WHERE is_settled = 0 AND file IS NOT NULL
        ORDER BY id;
        """;

    private const string KnowsSession =
        """
        SELECT EXISTS (SELECT 1 FROM events WHERE session_id = @session);
        """;

    public void Run()
    {
        using var connection = DatabaseFile.OpenForReading(path);
        var directory = new AudioDirectory(path);
        // Whatever form they have by now.
        var failed = new[] { directory.Failed, directory.Cancelled }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .ToHashSet();
        using (var kept = new RawStatement(connection, SelectKept))
        {
            foreach (var (position, file) in kept.ReadAll(row => (row.Int64(0), Encoding.UTF8.GetString(row.Utf8(1)))))
            {
                if (!failed.Contains(Path.GetFileNameWithoutExtension(file)))
                    findings.Add(LogProblemKind.Audio, position, position, $"the audio that event {position} speaks of is missing: {file}");
            }
        }

        using var knows = new RawStatement(connection, KnowsSession);
        foreach (var place in new[] { directory.Failed, directory.Withheld, directory.Cancelled, directory.Kept })
        {
            var found = AudioDirectory.List(place, isMeasured: false);
            foreach (var damaged in found.Where(audio => IsFlac(audio.Path) && FlacFile.ReadLength(audio.Path) is null && File.Exists(audio.Path)))
                findings.Add(LogProblemKind.Audio, $"{damaged.Name} is not the audio that was kept: it is no FLAC file any more");
            foreach (var audio in found.DistinctBy(audio => audio.Session))
            {
                if (knows.Bind(1, audio.Session.Value).RunScalar() == 0)
                    findings.Add(LogProblemKind.Audio, $"the log knows no session {audio.Session.Value} that {audio.Name} belongs to");
            }
        }
    }

    private static bool IsFlac(string path) => Path.GetExtension(path) == FlacFile.Extension;
}
