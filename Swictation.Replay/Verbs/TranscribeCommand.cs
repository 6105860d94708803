using System.CommandLine;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Recognising;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>transcribe</c>: has sound files recognised, each into a session of its own, by the running daemon behind live speech, or by
/// one that is started for it.
/// </summary>
internal sealed class TranscribeCommand : Command
{
    private const int Failed = 1;

    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly SocketOption _ipcSocket;
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Sound files: WAV, FLAC, OGG, MP3 and what else libsndfile reads; - for one on standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly TranscriberOption _transcriber = new();
    private readonly Option<bool> _text = new("--text") { Description = "Print the words, and not the number of the session" };

    public TranscribeCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("transcribe", "Recognise sound files, each into a session of its own")
    {
        (_database, _time) = (database, time);
        _ipcSocket = SocketOption.Commands(settings);
        Arguments.Add(_files);
        foreach (var option in new Option[] { _text, _transcriber, _ipcSocket }) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        var path = _database.Find(parsed);
        await using var daemon = new RecognisingDaemon(
            path, LogIdOf(parsed, path), _ipcSocket.Place(parsed).Find(), parsed.GetValue(_transcriber), _time, Tell);
        var run = new RecognitionRun(daemon, new(error, !Console.IsErrorRedirected, _time), _time);
        var exit = 0;
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            if (!await TryTranscribeAsync(file, path, run, parsed, Tell, cancellationToken).ConfigureAwait(false)) exit = Failed;
        }

        return exit;

        void Tell(string words) => error.WriteLine($"swictation-replay: {words}");
    }

    // One that cannot be read does not keep the others.
    private async Task<bool> TryTranscribeAsync(
        string file, string log, RecognitionRun run, ParseResult parsed, Action<string> tell, CancellationToken cancellationToken)
    {
        var failed = 0;
        using var input = file == StandardInputFile.Sign ? await StandardInputFile.ReadAsync(cancellationToken).ConfigureAwait(false) : null;
        var fullPath = input?.Path ?? Path.GetFullPath(file);
        if (input is not null) file = StandardInputFile.Name;
        if (!File.Exists(fullPath))
        {
            tell(Directory.Exists(fullPath) ? $"{file}: is a directory; give a sound file" : $"{file}: does not exist; check the path");
            return false;
        }

        try
        {
            var reply = await run.RunAsync(
                new("transcribe", RequestId: null) { Path = fullPath },
                file,
                step => failed += step.Outcome == RecognitionOutcome.Failed ? 1 : 0,
                cancellationToken).ConfigureAwait(false);
            if (failed > 0) tell($"{file}: the recogniser failed on {Counted.Of(failed, "segment")}");
            await ShowAsync(file, log, reply.SessionId, parsed, cancellationToken).ConfigureAwait(false);
            return failed == 0;
        }
        catch (RecognitionFailedException e)
        {
            tell(!e.Reason.StartsWith(fullPath, StringComparison.Ordinal) ? $"{file}: {e.Reason}"
                : input is null ? e.Reason : ReasonFor(input, e.Reason));
            return false;
        }
    }

    // What to do with a file is of no use where there was none.
    private static string ReasonFor(StandardInputFile input, string reason) =>
        StandardInputFile.Name + reason.Split(';')[0][input.Path.Length..];

    private async Task ShowAsync(string file, string log, long? session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var isText = parsed.GetValue(_text);
        if (session is not { } number)
        {
            if (!isText) output.WriteLine($"{OneLine.Of(file)}: no words");
            return;
        }

        using var archive = _database.Open(parsed);
        await LogLevelWait.ForAsync(log, archive.Log.Head, _time, cancellationToken).ConfigureAwait(false);
        var found = archive.Find(SessionSelector.Of(new SessionName.Numbered(new(number))));
        if (!isText)
            output.WriteLine($"{OneLine.Of(file)}: session {number}, {Counted.Of(found.Words, "word")}");
        else
            foreach (var said in archive.ReadSpoken(found)) output.WriteLine(OneLine.Of(said.Text));
    }

    // Null for a log that is not there yet; what else is wrong with one is said by who writes to it.
    private string? LogIdOf(ParseResult parsed, string path)
    {
        if (!File.Exists(path)) return null;
        using var archive = _database.Open(parsed);
        return archive.Log.LogId;
    }
}
