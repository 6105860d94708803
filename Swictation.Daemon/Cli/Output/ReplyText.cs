using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Output;

/// <summary>Replies of the running daemon, in words.</summary>
internal static class ReplyText
{
    /// <summary>Says in a line why a command was not done.</summary>
    public static string Explain(CommandReply reply) =>
        reply.Code == CommandErrorCode.UnknownAction
            ? $"{reply.Error}; the daemon that runs is of another version: swictation-daemon quit, and start it again"
            : reply.Error ?? "the daemon gives no reason";

    /// <summary>A reply for people: one line, and one more for each thing that is out of the ordinary.</summary>
    public static string Describe(CommandReply reply)
    {
        var text = reply.Message ?? "Done";
        if (reply.SessionId is { } session) text += $", session {session}";
        var status = reply as DaemonStatus;
        if (status is { DurationS: { } duration, Segments: { } segments, Words: { } words })
            text += $", {duration:0} s, {Counted.Of(segments, "segment")}, {Counted.Of(words, "word")}";
        if (reply is RecordingReply { WithoutText: { } without }) text += $", {Counted.Of(without, "segment")} without text";
        if (status is { Clients: var clients }) text += $", {Counted.Of(clients, "client")}";
        return string.Join(Environment.NewLine, [text, .. DescribeRecovery(status), .. status?.Trouble ?? []]);
    }

    private static IEnumerable<string> DescribeRecovery(DaemonStatus? reply)
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
