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

    [Theory]
    [InlineData("a\n123456789012b\n", "123456789012", "b")]
    [InlineData("a\n12\n45678901\nb\n", "12\n45678901\n", "b")]
    [InlineData("a\n123", null, null)]
    public async Task Bytes_between_two_lines_are_read_whatever_they_are(string text, string? expected, string? next)
    {
        var lines = new BoundedLines(new MemoryStream(Encoding.UTF8.GetBytes(text)), longest: 8);
        await lines.ReadAsync(CancellationToken.None);
        var bytes = new byte[expected?.Length ?? 12];

        var isRead = await lines.TryReadAsync(bytes, CancellationToken.None);

        Assert.Equal(expected, isRead ? Encoding.UTF8.GetString(bytes) : null);
        var line = await lines.ReadAsync(CancellationToken.None);
        Assert.Equal(next, line is { } found ? Encoding.UTF8.GetString(found.Bytes.Span) : null);
    }
}
