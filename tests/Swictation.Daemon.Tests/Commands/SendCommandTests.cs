using Swictation.Daemon.Commands;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Commands;

public sealed class SendCommandTests
{
    [Theory]
    [InlineData("The daemon is recording", "The daemon is recording, session 12, 2 s, 1 segment, 3 words, 0 clients")]
    [InlineData(
        "The daemon is recording, but: alsa: there is no such microphone; plug it in",
        "The daemon is recording, session 12, 2 s, 1 segment, 3 words, 0 clients, but: alsa: there is no such "
        + "microphone; plug it in")]
    [InlineData(
        "The daemon is error, but nothing can be stored since 10:00:00: the disk is full; free some space",
        "The daemon is error, session 12, 2 s, 1 segment, 3 words, 0 clients, but nothing can be stored since 10:00:00: "
        + "the disk is full; free some space")]
    public void Status_ends_with_what_is_wrong_and_what_to_do(string message, string line)
    {
        var reply = CommandReply.Success(message) with
        {
            SessionId = 12,
            DurationS = 2,
            Segments = 1,
            Words = 3,
            Clients = 0,
        };

        Assert.Equal(line, SendCommand.Describe(reply));
    }
}
