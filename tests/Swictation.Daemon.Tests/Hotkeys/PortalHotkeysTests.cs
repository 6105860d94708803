using Swictation.Daemon.Hotkeys;
using Swictation.Testing.Portal;

namespace Swictation.Daemon.Tests.Hotkeys;

/// <summary>Keys of the desktop portal, against a mock of it on a D-Bus of the test's own.</summary>
[Trait("Category", "Package")]
public sealed class PortalHotkeysTests
{
    [Fact]
    public async Task Desktop_that_binds_with_the_session_is_not_asked_again()
    {
        await using var portal = await StartAsync("as-kde-5");
        await using var keys = await OpenAsync(portal);

        Assert.Equal(["push-to-talk: Press Pause", "toggle: Press LOGO+F9"], keys.Shown);
        Assert.Equal(0, portal.Count("bind"));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("binds-none", 0)]
    public async Task Desktop_that_does_not_is_asked_and_may_bind_none(string habit, int shown)
    {
        await using var portal = await StartAsync(habit);
        await using var keys = await OpenAsync(portal);

        Assert.Equal(shown, keys.Shown.Count);
        Assert.Equal(2, portal.Count("bind"));
    }

    private static async Task<MockPortal> StartAsync(string habit)
    {
        Assert.SkipWhen(MockPortal.WhyNot is not null, MockPortal.WhyNot ?? "");
        return await MockPortal.StartAsync(environment: null, habit);
    }

    private static Task<PortalHotkeys> OpenAsync(MockPortal portal) => PortalHotkeys.OpenAsync(
        name => name == "DBUS_SESSION_BUS_ADDRESS" ? portal.Address : null,
        [new(HotkeyAction.PushToTalk, KeyChord.Parse("Pause")!), new(HotkeyAction.Toggle, KeyChord.Parse("LOGO+F9")!)],
        TimeProvider.System,
        TestContext.Current.CancellationToken);
}
