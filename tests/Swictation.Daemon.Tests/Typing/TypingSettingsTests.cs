using Swictation.Daemon.Typing;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Typing;

public sealed class TypingSettingsTests
{
    [Fact]
    public void First_rule_that_fits_a_window_holds()
    {
        var settings = TypingSettings.Parse(
            """{"way": "wtype", "rules": [{"application": "org.keepassxc.*", "way": "none"}, {"application": "*", "way": "clipboard"}]}""")!;
        var options = new TypistOptions { Way = settings.Way, Rules = settings.Rules };

        Assert.Equal(WayChoice.None, options.WayFor(new("sway:1", "Org.KeePassXC.KeePassXC")));
        Assert.Equal(new(DeliveryWay.Clipboard), options.WayFor(new("sway:2", "foot")));
        Assert.Equal(new(DeliveryWay.Wtype), options.WayFor(new Window("sway:3", Program: null)));
        Assert.Equal(new(DeliveryWay.Wtype), options.WayFor(window: null));
    }

    [Fact]
    public void Nothing_has_to_be_set()
    {
        var settings = TypingSettings.Parse("{}")!;

        Assert.Equal(WayChoice.Auto, settings.Way);
        Assert.Empty(settings.Rules);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("""{"way": "telepathy"}""")]
    [InlineData("""{"way": "none"}""")]
    [InlineData("""{"way": 7}""")]
    [InlineData("""{"ways": "auto"}""")]
    [InlineData("""{"rules": {}}""")]
    [InlineData("""{"rules": ["none"]}""")]
    [InlineData("""{"rules": [{"way": "none"}]}""")]
    [InlineData("""{"rules": [{"application": "foot"}]}""")]
    [InlineData("""{"rules": [{"application": "", "way": "none"}]}""")]
    [InlineData("""{"rules": [{"application": "foot", "way": "none", "colour": "red"}]}""")]
    public void What_is_not_understood_is_refused(string json) => Assert.Null(TypingSettings.Parse(json));
}
