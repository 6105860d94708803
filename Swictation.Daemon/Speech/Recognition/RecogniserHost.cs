using System.Runtime.InteropServices;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Platform.Native;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// <c>swictation-daemon recognise SPEC [--allow-remote]</c>: the inside of a recogniser's process. Speaks the worker
/// protocol of docs/worker.md on standard input and output, or has the program of <c>worker:</c> speak it there, and lives
/// as long as the daemon that has started it.
/// </summary>
internal static class RecogniserHost
{
    private const int Refused = 1;
    private const int Usage = 2;

    // Less than the daemon waits before it kills this process: a program that is told the end gets the chance to end.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMilliseconds(500);

    /// <param name="allowsRemote">Whether speech may go to another machine.</param>
    public static async Task<int> RunAsync(string specification, bool allowsRemote)
    {
        if (TranscriberSpec.Parse(specification) is not { } spec)
        {
            Console.Error.WriteLine(
                $"swictation-daemon: '{specification}' is no recogniser; give {TranscriberSpec.Forms}");
            return Usage;
        }

        // It is none of the business of the programs that are run from here.
        if (spec is not TranscriberSpec.Server) Environment.SetEnvironmentVariable(SettingName.ServerKeyVariable, null);
        // A program that is run for each segment opens it as a file of this process.
        if (spec is not TranscriberSpec.Command) CoreDumps.ForbidAsParent();
        // A session of its own: Ctrl-C in the daemon's terminal is for the daemon, which has all speech recognised
        // before it ends. A service manager's SIGTERM may come to both.
        _ = LibC.setsid();
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        return spec is TranscriberSpec.Worker worker
            ? await RunProgramAsync(worker).ConfigureAwait(false)
            : await ServeAsync(spec, allowsRemote).ConfigureAwait(false);
    }

    private static async Task<int> ServeAsync(TranscriberSpec spec, bool allowsRemote)
    {
        using var replies = ReplyWriter.TakeStandardOutput();
        using var scratch = new ScratchDirectory();
        ParentWatch.Start(beforeTheEnd: scratch.Remove);
        try
        {
            var checksum = Task.Run(spec.Checksum);
            await using var transcriber = spec.Load(new(scratch, allowsRemote));
            var recogniser = spec.Describe();
            var isKnown = checksum.IsCompleted;
            if (isKnown) recogniser = recogniser with { Sha256 = await checksum.ConfigureAwait(false) };
            replies.Write(recogniser.Ready());
            // A model of gigabytes is read for seconds longer than it takes to load. This ends with the process.
            if (!isKnown) _ = AddAsync(checksum, recogniser, replies);
            using var loop = new WorkerLoop(transcriber, replies.Write);
            await loop.RunAsync(new(Console.OpenStandardInput())).ConfigureAwait(false);
            return 0;
        }
        catch (TranscriberException e)
        {
            replies.Write(new() { Type = ReplyKind.Refused, Thing = e.Thing, Reason = e.Reason });
            return Refused;
        }
        catch (IOException)
        {
            return Refused; // The daemon does not listen any more.
        }
    }

    private static async Task AddAsync(Task<string?> checksum, Recogniser recogniser, ReplyWriter replies)
    {
        if (await checksum.ConfigureAwait(false) is not { } sha256) return;
        try
        {
            replies.Write((recogniser with { Sha256 = sha256 }).Ready());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return; // The daemon does not listen any more.
        }
    }

    // It has this process's standard input and output, and so speaks with the daemon itself. This process ends it with the
    // daemon, whatever it is doing.
    private static async Task<int> RunProgramAsync(TranscriberSpec.Worker worker)
    {
        try
        {
            using var program = WorkerProgram.Start(CommandWords.Split(worker.CommandLine)!);
            ParentWatch.Start(beforeTheEnd: () => program.WaitForExit(TimeToEnd));
            await program.WaitForExitAsync().ConfigureAwait(false);
            return program.ExitCode;
        }
        catch (TranscriberException e)
        {
            using var replies = ReplyWriter.TakeStandardOutput();
            replies.Write(new() { Type = ReplyKind.Refused, Thing = e.Thing, Reason = e.Reason });
            return Refused;
        }
    }
}
