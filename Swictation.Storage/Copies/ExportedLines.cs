using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Copies;

/// <summary>
/// A file of <c>export --format jsonl</c>: a sentence a line, each with its origin. The session begins and ends where its
/// sentences do, as far as they were exported.
/// </summary>
internal static class ExportedLines
{
    private const byte FirstByte = (byte)'{';

    /// <summary>False too where it cannot be read.</summary>
    public static bool Are(string file)
    {
        if (!File.Exists(file)) return false;
        try
        {
            // A daemon may be recording into it.
            using var stream = UnlockedFile.OpenRead(file);
            return stream.ReadByte() == FirstByte;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Makes a log of them that has imported their sessions.</summary>
    /// <exception cref="LogCopyException">A line is no exported sentence with an origin.</exception>
    /// <inheritdoc cref="LogCopy.Make"/>
    public static void Make(string file, string to, TimeProvider time, ILogger logger) =>
        LogCopy.MakeEmpty(to, time, logger, (_, writer) =>
        {
            var sessions = new Dictionary<(string Log, long Session), ExportedSession>();
            ExportedSession? current = null;
            foreach (var (line, number) in File.ReadLines(file).Select((line, i) => (line, i + 1)))
            {
                var said = ExportedSentence.Read(line)
                    ?? throw new LogCopyException(file, $"line {number} is no sentence of 'export --format jsonl' with its origin");
                var key = (said.Origin.Log, said.Origin.Session);
                if (current is null || key != current.Key)
                {
                    Write(current);
                    if (!sessions.TryGetValue(key, out current)) sessions.Add(key, current = new(key, new(sessions.Count + 1)));
                }

                current.Add(said);
            }

            Write(current);

            void Write(ExportedSession? session)
            {
                if (session is not null) writer.Append(session.Take(writer.Head));
            }
        });
}
