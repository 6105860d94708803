using Swictation.Domain.History;
using Swictation.Replay.Output;

namespace Swictation.Replay.Tests.Output;

public sealed class SessionTableTests
{
    [Theory]
    [InlineData("A title with an override \u202E in it", "A title with an overrid…")]
    [InlineData("\u202E\u202E\u202E\u202E\u202E", "\\u202E\\u202E\\u202E\\u202…")]
    [InlineData("0123456789012345678901\U0001F600\U0001F600", "0123456789012345678901…")]
    public void Long_title_is_cut_as_it_is_shown(string title, string shown)
    {
        var session = new RecordedSession(
            new(1), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, TimeSpan.Zero, 0, 0, 0, 0)
        { Title = title };
        using var output = new StringWriter();

        SessionTable.Write([session], TimeZoneInfo.Utc, new(200, HasColour: false), output);

        Assert.EndsWith($"  {shown}{Environment.NewLine}", output.ToString(), StringComparison.Ordinal);
    }
}
