using Swictation.Plumbing.Clocks;
using Swictation.Testing;

namespace Swictation.Plumbing.Tests.Clocks;

public sealed class ZoneVariableTests : IDisposable
{
    private readonly TemporaryDirectory _zones = new();

    public ZoneVariableTests()
    {
        Directory.CreateDirectory(Path.Combine(_zones.Path, "Europe"));
        File.WriteAllText(Path.Combine(_zones.Path, "Europe", "Berlin"), "TZif2");
    }

    public void Dispose() => _zones.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("Europe/Berlin")]
    [InlineData(":Europe/Berlin")]
    [InlineData("UTC")]
    [InlineData("UTC0")]
    [InlineData("GMT+0")]
    public void A_zone_that_is_known_needs_no_word(string? name) => Assert.Null(Explain(name, _zones.Path));

    [Theory]
    [InlineData("<+03>-3")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3")]
    [InlineData("Europe/Berlim")]
    [InlineData("/nowhere/zone")]
    [InlineData("Europe")]
    public void A_zone_that_is_taken_for_UTC_is_named(string name) => Assert.Equal(
        $"TZ is '{name}', which is no time zone in {_zones.Path}: local times are in UTC; name one that is there, such as "
        + "Europe/Berlin, or remove TZ for the zone of the machine",
        Explain(name, _zones.Path));

    [Fact]
    public void A_file_anywhere_may_be_a_zone() =>
        Assert.Null(Explain(Path.Combine(_zones.Path, "Europe", "Berlin"), directory: null));

    private static string? Explain(string? name, string? directory) =>
        ZoneVariable.Explain(variable => variable == "TZ" ? name : directory);
}
