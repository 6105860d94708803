using Swictation.Daemon.Host;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Host;

public sealed class ExitPointTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_observed_in_ordinary_runs(string? value) => Assert.Null(ExitPoint.Read(_ => value));

    [Theory]
    [InlineData("commit.before")]
    [InlineData("set_aside.after:17")]
    public void A_step_and_a_time_is_a_point(string value) => Assert.NotNull(ExitPoint.Read(_ => value));

    [Theory]
    [InlineData("commit")]
    [InlineData("commit.during")]
    [InlineData("fly.before")]
    [InlineData("commit.before:0")]
    [InlineData("commit.before:often")]
    public void What_is_none_is_refused(string value)
    {
        var refused = Assert.Throws<ConfigurationException>(() => ExitPoint.Read(_ => value));

        Assert.Contains(value, refused.Message, StringComparison.Ordinal);
    }
}
