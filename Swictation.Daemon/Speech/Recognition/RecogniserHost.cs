using System.Runtime.InteropServices;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Platform.Native;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// <c>swictation-daemon recognise SPEC</c>: the inside of a recogniser's process. Reads segments from standard input
/// (<see cref="SegmentFrame"/>), answers each with a line (<see cref="WorkerReply"/>), and lives as long as the daemon
/// that has started it.
/// </summary>
internal static class RecogniserHost
{
    private const int Refused = 1;
    private const int Usage = 2;

    // More words than this are no speech of half a minute, and their figures would make too long a line.
    private const int MostWords = 1_000;

    public static async Task<int> RunAsync(string specification)
    {
        if (TranscriberSpec.Parse(specification) is not { } spec)
        {
            Console.Error.WriteLine(
                $"swictation-daemon: '{specification}' is no recogniser; give {TranscriberSpec.Forms}");
            return Usage;
        }

        // A program that is run for each segment opens it as a file of this process.
        if (spec is not TranscriberSpec.Command) CoreDumps.ForbidAsParent();
        // A session of its own: Ctrl-C in the daemon's terminal is for the daemon, which has all speech recognised
        // before it ends. A service manager's SIGTERM may come to both.
        _ = LibC.setsid();
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var replies = ReplyWriter.TakeStandardOutput();
        using var scratch = new ScratchDirectory();
        ParentWatch.Start(beforeTheEnd: scratch.Remove);
        try
        {
            await using var transcriber = spec.Load(scratch);
            replies.Write(new() { Ready = true });
            await ServeAsync(transcriber, replies).ConfigureAwait(false);
            return 0;
        }
        catch (TranscriberException e)
        {
            replies.Write(new() { Refused = e.Thing, Reason = e.Reason });
            return Refused;
        }
        catch (IOException)
        {
            return Refused; // The daemon does not listen any more.
        }
    }

    private static async Task ServeAsync(ITranscriber transcriber, ReplyWriter replies)
    {
        using var input = Console.OpenStandardInput();
        while (SegmentFrame.Read(input) is var (number, samples))
        {
            var segment = new SpeechSegment(samples, Position: 0, samples.Length, EndedAt: 0);
            var result = await transcriber.TranscribeAsync(segment, CancellationToken.None).ConfigureAwait(false);
            replies.Write(result switch
            {
                TranscriptionResult.Text text => new()
                {
                    Segment = number,
                    Text = text.Value,
                    Confidence = text.Confidence?.Overall,
                    Words = text.Confidence is { Words.Length: > 0 and <= MostWords } each ? [.. each.Words] : null,
                },
                TranscriptionResult.Failed failed => new() { Segment = number, Failed = failed.Reason },
                _ => new() { Segment = number, Text = "" },
            });
        }
    }
}
