using Swictation.Daemon.Cli.Output;

namespace Swictation.Daemon.Tests.Cli;

public sealed class DownloadDisplayTests
{
    [Theory]
    [InlineData(0, 0, 0.0, "0.0 of 148.0 MB, 0 %, 0.0 MB/s")]
    [InlineData(37_000_000, 37_000_000, 10.0, "37.0 of 148.0 MB, 25 %, 3.7 MB/s, 30 s left")]
    [InlineData(111_000_000, 37_000_000, 10.0, "111.0 of 148.0 MB, 75 %, 3.7 MB/s, 10 s left")]
    [InlineData(148_000_000, 148_000_000, 40.0, "148.0 of 148.0 MB, 100 %, 3.7 MB/s, 0 s left")]
    public void Progress_says_what_is_here_how_fast_it_comes_and_what_time_the_rest_takes(
        long done, long fresh, double seconds, string expected) =>
        Assert.Equal(expected, DownloadDisplay.DescribeProgress(done, 148_000_000, fresh, TimeSpan.FromSeconds(seconds)));
}
