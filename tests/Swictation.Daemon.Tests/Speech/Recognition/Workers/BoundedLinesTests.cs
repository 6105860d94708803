using System.Text;
using Swictation.Daemon.Speech.Recognition.Workers;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

public sealed class BoundedLinesTests
{
    [Theory]
    [InlineData("one\ntwo\n", "one|two|")]
    [InlineData("one\n\nthree", "one|three~")]
    [InlineData("", "")]
    [InlineData("12345678\n", "12345678~")]
    [InlineData("1234567\n", "1234567|")]
    [InlineData("123456789012\nx\n", "12345678~9012|x|")]
    public async Task No_line_is_longer_than_eight_bytes(string text, string expected)
    {
        var lines = new BoundedLines(new MemoryStream(Encoding.UTF8.GetBytes(text)), longest: 8);
        var read = new StringBuilder();

        while (await lines.ReadAsync(CancellationToken.None) is { } line)
        {
            if (line.Bytes.Length > 0)
                read.Append(Encoding.UTF8.GetString(line.Bytes.Span)).Append(line.IsWhole ? "|" : "~");
        }

        Assert.Equal(expected, read.ToString());
    }
}
