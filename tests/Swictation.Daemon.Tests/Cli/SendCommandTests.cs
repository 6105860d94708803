using Swictation.Daemon.Cli;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Cli;

public sealed class SendCommandTests
{
    [Fact]
    public void Status_has_a_line_for_each_thing_that_is_wrong()
    {
        var reply = CommandReply.Success("The daemon is in error") with
        {
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
            SendCommand.Describe(reply));
    }
}
