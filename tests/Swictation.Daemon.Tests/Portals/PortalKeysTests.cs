using System.Text.Json;
using Swictation.Daemon.Portals;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Ways;
using Swictation.Domain.Events;
using Swictation.Testing;
using Swictation.Testing.Portal;

namespace Swictation.Daemon.Tests.Portals;

/// <summary>Keys of the desktop portal, against a mock of it on a D-Bus of the test's own.</summary>
[Trait("Category", "Package")]
public sealed class PortalKeysTests : IDisposable
{
    private const string Desktop = "wayland:Test";

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _told = [];
    private bool _isLocked;

    public void Dispose() => _directory.Dispose();

    private string Kept => _directory.File("portal.json");

    [Fact]
    public async Task Keys_are_pressed_by_their_meaning_and_the_token_of_each_session_is_used_for_the_next()
    {
        await using var portal = await StartAsync();
        await using (var keys = await OpenAsync(portal))
        {
            Assert.Empty(_told);
            Assert.Null(await keys.TypeAsync("aÄ€я🙂\n", window: null, default));
            Assert.Equal([0x61u, 0xC4u, 0x20ACu, 0x6D1u, 0x101F642u, 0xFF0Du], portal.Pressed);
            Assert.Equal(2 * (1 + portal.Pressed.Count), portal.Count("key "));
        }

        await portal.SaysAsync("closed");
        Assert.Equal((UnixFileMode.UserRead | UnixFileMode.UserWrite, "token-1"), (File.GetUnixFileMode(Kept), Token()));
        await using var next = await OpenAsync(portal);

        Assert.Contains("select types=1 persist=2 token=None\n", portal.Said, StringComparison.Ordinal);
        Assert.Contains("select types=1 persist=2 token=token-1\n", portal.Said, StringComparison.Ordinal);
        Assert.Equal("token-2", Token());
    }

    [Fact]
    public async Task Chord_that_pastes_is_pressed_and_released_in_order()
    {
        await using var portal = await StartAsync();
        await using var keys = await OpenAsync(portal);

        Assert.Null(await keys.PressAsync(new("test:1", "foot"), default));

        Assert.Equal(
            ["key ffe3 1", "key ffe1 1", "key 76 1", "key 76 0", "key ffe1 0", "key ffe3 0"],
            portal.Said.Split('\n').Where(line => line.StartsWith("key", StringComparison.Ordinal)).Skip(2));
    }

    [Theory]
    [InlineData("code=1", "it was refused on this desktop", true)]
    [InlineData("granted=2", "allowed to grant no keyboard", true)]
    [InlineData("close-start", "closed the session in place of an answer", true)]
    [InlineData("code=2", "given up Start", false)]
    [InlineData("types=2", "no keyboard to grant", false)]
    [InlineData("no-remote", "has no RemoteDesktop", false)]
    public async Task Refusal_has_its_reason_and_what_the_user_refuses_is_not_asked_for_again(string habit, string reason, bool isRemembered)
    {
        await using var portal = await StartAsync(habit);
        await using var keys = await OpenAsync(portal);
        Assert.Contains(reason, keys.Obstacle, StringComparison.Ordinal);
        Assert.True((await keys.TypeAsync("a", window: null, default))!.Value.IsUntouched);
        var asked = portal.Count("start");

        await using var second = await OpenAsync(portal);

        Assert.Equal(isRemembered ? asked : 2 * asked, portal.Count("start"));
        Assert.Equal(isRemembered, second.Obstacle!.Contains("'swictation-daemon doctor --type' asks once more", StringComparison.Ordinal));
        if (!isRemembered) return;

        await second.PrepareAsync(PortalQuestion.Anew, default);
        Assert.Equal(asked + 1, portal.Count("start"));
        Assert.Empty(portal.Pressed);
    }

    [Fact]
    public async Task Question_that_nobody_answers_is_withdrawn_and_not_put_again()
    {
        await using var portal = await StartAsync("silent");
        await using var keys = Keys(portal, TimeSpan.FromMilliseconds(100));

        await keys.PrepareAsync(PortalQuestion.Once, default);

        await portal.SaysAsync("withdrawn");
        Assert.Contains("nobody has answered the question of the desktop within 0.1 s", keys.Obstacle, StringComparison.Ordinal);
        await using var second = await OpenAsync(portal);
        Assert.Contains("asks once more", second.Obstacle, StringComparison.Ordinal);
        Assert.Equal(1, portal.Count("start"));
    }

    [Fact]
    public async Task Late_answer_is_waited_for()
    {
        await using var portal = await StartAsync("late=150");
        await using var keys = Keys(portal, TimeSpan.FromMinutes(1), untilTold: TimeSpan.FromMilliseconds(1));

        await keys.PrepareAsync(PortalQuestion.Once, default);

        Assert.Null(keys.Obstacle);
        Assert.Equal(["the desktop asks whether this program may press keys; it waits 60 s for your answer"], _told);
    }

    [Fact]
    public async Task Refusal_that_cannot_be_written_counts_as_long_as_the_program_runs()
    {
        await using var portal = await StartAsync("code=1");
        await File.WriteAllTextAsync(_directory.File("no-directory"), "", TestContext.Current.CancellationToken);
        await using var keys = Keys(portal, TimeSpan.FromMinutes(1), state: _directory.File("no-directory"));

        await keys.PrepareAsync(PortalQuestion.Once, default);
        await keys.PrepareAsync(PortalQuestion.Once, default);

        Assert.Equal(1, portal.Count("start"));
        Assert.Contains("asks once more", keys.Obstacle, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-token")]
    [InlineData("wrong-token")]
    [InlineData("version=1")]
    public async Task Without_a_token_none_is_kept(string habit)
    {
        await using var portal = await StartAsync(habit);
        GrantFile.In(_directory.Path).Write(Desktop, new("used up"));
        await using var keys = await OpenAsync(portal);

        Assert.Null(keys.Obstacle);
        Assert.Equal(habit == "version=1" ? "token-1" : null, Token());
        Assert.Equal(habit == "version=1", portal.Said.Contains("persist=None token=None", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_that_is_refused_is_left_out_and_the_user_asked()
    {
        await using var portal = await StartAsync("refuse-token");
        GrantFile.In(_directory.Path).Write(Desktop, new("stale"));
        await using var keys = await OpenAsync(portal);

        Assert.Null(keys.Obstacle);
        Assert.Equal((2, 1, "token-1"), (portal.Count("select"), portal.Count("start"), Token()));
    }

    [Fact]
    public async Task Session_that_the_desktop_closes_types_no_more()
    {
        await using var portal = await StartAsync("close-at=6");
        await using var keys = await OpenAsync(portal);

        var fault = await keys.TypeAsync("abcdefgh", window: null, default);
        Assert.False(fault!.Value.IsUntouched);
        Assert.Contains("closed the session", fault.Value.Reason, StringComparison.Ordinal);
        var next = await keys.TypeAsync("ij", window: null, default);

        Assert.True(next!.Value.IsUntouched);
        Assert.Contains("has taken the keyboard back", keys.Obstacle, StringComparison.Ordinal);
        Assert.Equal(1, portal.Count("start"));
    }

    [Fact]
    public async Task Session_that_was_closed_because_the_screen_was_locked_is_opened_again_by_its_token()
    {
        await using var portal = await StartAsync();
        await using var keys = await OpenAsync(portal);
        _isLocked = true;
        await portal.DoAsync("close");
        await Eventually.IsTrueAsync(() => !_isLocked, "it looks whether the screen is locked");

        Assert.Null(await keys.TypeAsync("a", window: null, default));

        Assert.Contains("token=token-1\n", portal.Said, StringComparison.Ordinal);
        Assert.Equal("token-2", Token());
    }

    [Fact]
    public async Task Portal_that_vanishes_is_told_and_used_again_when_it_is_back()
    {
        await using var portal = await StartAsync("vanish-at=5");
        await using var keys = await OpenAsync(portal);

        var fault = await keys.TypeAsync("abcdefgh", window: null, default);
        Assert.False(fault!.Value.IsUntouched);
        await portal.DoAsync("return");

        Assert.Null(await keys.TypeAsync("z", window: null, default));
        Assert.Equal((uint)'z', portal.Pressed[^1]);
        Assert.DoesNotContain((uint)'h', portal.Pressed);
    }

    [Fact]
    public async Task Without_a_bus_it_says_so()
    {
        await using var keys = new PortalKeys(_ => null, GrantFile.In(_directory.Path), Desktop, _ => Task.FromResult(false), new(), TimeProvider.System);
        await keys.PrepareAsync(PortalQuestion.Once, default);

        Assert.Contains("DBUS_SESSION_BUS_ADDRESS is not set", keys.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_characters_than_ASCII_wait_for_a_trial()
    {
        var experience = new WayExperience();
        await using var keys = new PortalKeys(_ => null, GrantFile.In(_directory.Path), Desktop, _ => Task.FromResult(false), experience, TimeProvider.System);
        Assert.Equal((true, false), (keys.CanType("plain"), keys.CanType("Größe")));

        experience.Note(DeliveryWay.Portal, CharacterKind.Umlauts, arrives: true);

        Assert.Equal((true, false), (keys.CanType("Größe"), keys.CanType("你")));
    }

    private static async Task<MockPortal> StartAsync(params string[] habits)
    {
        Assert.SkipWhen(MockPortal.WhyNot is not null, MockPortal.WhyNot ?? "");
        return await MockPortal.StartAsync(environment: null, habits);
    }

    private async Task<PortalKeys> OpenAsync(MockPortal portal)
    {
        var keys = Keys(portal, TimeSpan.FromMinutes(1));
        await keys.PrepareAsync(PortalQuestion.Once, TestContext.Current.CancellationToken);
        return keys;
    }

    private PortalKeys Keys(MockPortal portal, TimeSpan longestQuestion, TimeSpan? untilTold = null, string? state = null) => new(
        name => name == "DBUS_SESSION_BUS_ADDRESS" ? portal.Address : null,
        GrantFile.In(state ?? _directory.Path),
        Desktop,
        LookAsync,
        new(),
        TimeProvider.System)
    {
        LongestQuestion = longestQuestion,
        UntilTold = untilTold ?? TimeSpan.FromMinutes(1),
        Tell = _told.Add,
        UntilLocked = TimeSpan.FromMilliseconds(1),
    };

    // Locked once: then the user is back.
    private Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var isLocked = _isLocked;
        _isLocked = false;
        return Task.FromResult(isLocked);
    }

    private string? Token()
    {
        using var kept = JsonDocument.Parse(File.ReadAllText(Kept));
        return kept.RootElement.GetProperty(Desktop).TryGetProperty("restore_token", out var token) ? token.GetString() : null;
    }
}
