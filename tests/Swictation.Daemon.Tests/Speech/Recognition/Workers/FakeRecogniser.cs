using System.Globalization;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

/// <summary>
/// A recogniser's process that is a shell script, so that it can do anything wrong. The script may call <c>hear</c>,
/// which takes the next segment and sets <c>n</c> to its number, <c>say TEXT</c>
/// and <c>serve</c>; <c>run</c> is 1 the first time that it is started, then 2.
/// </summary>
internal sealed class FakeRecogniser : IDisposable
{
    public const int Samples = 4;

    private const string Prelude =
        """
        cd "$(dirname "$0")"
        echo $$ >> pids
        run=$(wc -l < pids)
        n=0
        hear() {
            while read -r line; do
                case $line in
                    *'"audio"'*) bytes=${line##*:}; bytes=${bytes%\}}; head -c "$bytes" > heard; echo "$bytes" >> pieces;;
                    *'"end"'*) n=$((n + 1)); return 0;;
                esac
            done
            return 1
        }
        say() { printf '{"type":"text","segment":%d,"text":"%s"}\n' "$n" "$1"; }
        ready() { echo '{"type":"ready","protocol":1}'; }
        serve() { while hear; do say "run $run, segment $n"; done; }

        """;

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Short enough for tests that wait for a limit.</summary>
    public WorkerLimits Limits { get; init; } = new()
    {
        Start = TimeSpan.FromSeconds(20),
        End = TimeSpan.FromMilliseconds(100),
        FirstWait = TimeSpan.FromMilliseconds(10),
    };

    /// <summary>What the limits are measured with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public RecordingLogger Log { get; } = new();

    public string[] Warnings =>
        [.. Log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];

    /// <summary>The processes that were started, in order.</summary>
    public int[] ProcessIds =>
        [.. ReadProcessIds().Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    private string[] ReadProcessIds()
    {
        var path = _directory.File("pids");
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    /// <summary>The lengths in bytes of the pieces of audio that came, in order.</summary>
    public string[] Pieces => File.ReadAllLines(_directory.File("pieces"));

    /// <summary>True once the script has made a file of this name.</summary>
    public bool Has(string file) => File.Exists(_directory.File(file));

    /// <summary>Makes a file of this name, for the script to wait for.</summary>
    public void Make(string file) => File.WriteAllText(_directory.File(file), "");

    public static bool IsAlive(int processId)
    {
        try
        {
            // One that has ended and that nobody has asked for its exit code is dead too.
            var status = File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1];
            return !status.StartsWith(" Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Changes the script for processes that are started from now on.</summary>
    public void Write(string script) => File.WriteAllText(_directory.File("recogniser"), Prelude + script);

    public Task<WorkerTranscriber> StartAsync(string script)
    {
        Write(script);
        var command = new RecogniserCommand("/bin/bash", [_directory.File("recogniser")], "model", "is broken");
        return WorkerTranscriber.StartAsync(command, Limits, Time, Log);
    }

    public static Task<TranscriptionResult> RecogniseAsync(
        WorkerTranscriber transcriber, int samples = Samples, CancellationToken cancellationToken = default) =>
        transcriber.TranscribeAsync(new SpeechSegment(new short[samples], 0, samples, 0), cancellationToken);

    public void Dispose() => _directory.Dispose();
}
