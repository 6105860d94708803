using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli;

/// <summary>The subcommands that talk to the running daemon.</summary>
internal static class SendCommand
{
    // A toggle waits for a commit; a disk that takes longer than this has failed.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends a request and prints the reply.</summary>
    /// <returns>The exit code: 0 if the daemon did it, else 1.</returns>
    /// <exception cref="Domain.Errors.DaemonUnreachableException">No daemon answers.</exception>
    public static async Task<int> RunAsync(
        string ipcSocketPath, CommandRequest request, bool json, CancellationToken cancellationToken)
    {
        var reply = await CommandClient.SendAsync(ipcSocketPath, request, Timeout, cancellationToken)
            .ConfigureAwait(false);
        if (json)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(CommandReplyLine.Write(reply), cancellationToken).ConfigureAwait(false);
        }
        else if (reply.IsSuccess)
        {
            Console.Out.WriteLine(Describe(reply));
        }
        else
        {
            Console.Error.WriteLine($"swictation-daemon: {Explain(reply)}");
        }

        return reply.IsSuccess ? 0 : 1;
    }

    /// <summary>Why it was not done, in a line.</summary>
    public static string Explain(CommandReply reply) =>
        reply.Code == CommandErrorCode.UnknownAction
            ? $"{reply.Error}; the daemon that runs is of another version: swictation-daemon quit, and start it again"
            : reply.Error ?? "the daemon gives no reason";

    /// <summary>A reply for people: one line, and one more for each thing that is out of the ordinary.</summary>
    public static string Describe(CommandReply reply)
    {
        var text = reply.Message ?? "Done";
        if (reply.SessionId is { } session) text += $", session {session}";
        if (reply is { DurationS: { } duration, Segments: { } segments, Words: { } words })
            text += $", {duration:0} s, {Counted.Of(segments, "segment")}, {Counted.Of(words, "word")}";
        if (reply.WithoutText is { } without) text += $", {Counted.Of(without, "segment")} without text";
        if (reply.Clients is { } clients) text += $", {Counted.Of(clients, "client")}";
        return string.Join(Environment.NewLine, [text, .. DescribeRecovery(reply), .. reply.Trouble ?? []]);
    }

    private static IEnumerable<string> DescribeRecovery(CommandReply reply)
    {
        if (reply is not { RecoveredS: { } recovered, RecoveredSegments: { } segments }) yield break;

        var failed = reply.RecoveredFailed is { } count ? $", the recogniser failed on {count}" : "";
        var texts = $"({Counted.Of(segments, "segment")} of text{failed})";
        yield return reply.RecoveringS is { } left
            ? $"Transcribing {recovered + left:0.0} s of audio left by the last daemon: "
                + $"{recovered:0.0} s done {texts}, {left:0.0} s to do"
            : $"{recovered:0.0} s of audio left by the last daemon are done {texts}";
    }
}
