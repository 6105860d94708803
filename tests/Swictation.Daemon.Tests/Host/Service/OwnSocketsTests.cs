using Swictation.Daemon.Host.Service;

namespace Swictation.Daemon.Tests.Host.Service;

public sealed class OwnSocketsTests
{
    [Theory]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/app.slice/swictation-daemon.service", "swictation-daemon.service")]
    [InlineData("0::/user@1000.service/app.slice/swictation-daemon.service/recogniser", "swictation-daemon.service")]
    [InlineData("5:cpu,cpuacct:/", null)]
    [InlineData("0::/user.slice/user-1000.slice/session-2.scope", null)]
    [InlineData("0::/odd:name.service", "odd:name.service")]
    [InlineData("", null)]
    public void The_service_of_a_process_is_the_last_one_in_its_control_group(string line, string? unit) =>
        Assert.Equal(unit, OwnSockets.FindUnit([line]));

    [Fact]
    public void The_service_is_found_among_the_groups_of_several_hierarchies() =>
        Assert.Equal("a.service", OwnSockets.FindUnit(["4:memory:/", "1:name=systemd:/x/a.service", "0::/"]));
}
