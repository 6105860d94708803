using Swictation.Daemon.Cli.Output;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Cli;

public sealed class ReplyTextTests
{
    [Theory]
    [InlineData("unknown_action", "Unknown action: fly; the daemon that runs is of another version: swictation-daemon quit, and start it again")]
    [InlineData("shutting_down", "Unknown action: fly")]
    public void A_daemon_that_does_not_know_a_command_is_of_another_version(string code, string told) =>
        Assert.Equal(told, ReplyText.Explain(CommandReply.Failure(new(code), "Unknown action: fly")));

    [Fact]
    public void Status_has_a_line_for_each_thing_that_is_wrong()
    {
        var reply = new DaemonStatus
        {
            Message = "The daemon is in error",
            Pid = 1,
            Version = "0.1.0",
            SessionId = 12,
            DurationS = 2,
            Segments = 1,
            Words = 3,
            Clients = 0,
            Trouble = ["alsa: there is no such microphone; plug it in", "Nothing can be stored: the disk is full"],
        };

        Assert.Equal(
            """
            The daemon is in error, session 12, 2 s, 1 segment, 3 words, 0 clients
            alsa: there is no such microphone; plug it in
            Nothing can be stored: the disk is full
            """,
            ReplyText.Describe(reply));
    }
}
