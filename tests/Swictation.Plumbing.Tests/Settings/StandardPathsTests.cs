using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.Tests.Settings;

public sealed class StandardPathsTests
{
    [Fact]
    public void Everything_is_where_the_environment_says()
    {
        var paths = Paths(
            ("HOME", "/home/ada"),
            ("XDG_DATA_HOME", "/data"),
            ("XDG_CONFIG_HOME", "/config"),
            ("XDG_RUNTIME_DIR", "/run/user/1000"));

        Assert.Equal("/data/swictation/metrics.db", paths.Database);
        Assert.Equal("/config/swictation/config.json", paths.ConfigurationFile);
        Assert.Equal("/run/user/1000/swictation_metrics.sock", paths.MetricsSocket);
        Assert.Equal("/run/user/1000/swictation_ipc.sock", paths.IpcSocket);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not/absolute")]
    public void A_variable_that_is_missing_or_no_absolute_path_does_not_count(string? value)
    {
        var paths = Paths(
            ("HOME", "/home/ada"), ("XDG_DATA_HOME", value), ("XDG_CONFIG_HOME", value), ("XDG_RUNTIME_DIR", value));

        Assert.Equal("/home/ada/.local/share/swictation/metrics.db", paths.Database);
        Assert.Equal("/home/ada/.config/swictation/config.json", paths.ConfigurationFile);
        Assert.Equal("/tmp/swictation_metrics.sock", paths.MetricsSocket);
        Assert.Equal("/tmp/swictation_ipc.sock", paths.IpcSocket);
    }

    [Fact]
    public void Without_a_home_nothing_is_put_somewhere_else()
    {
        var error = Assert.Throws<ConfigurationException>(() => Paths().Database);

        Assert.Equal("HOME", error.Setting);
    }

    private static StandardPaths Paths(params (string Name, string? Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
