namespace Swictation.EndToEnd.Tests.SetUp;

/// <summary>What scripts/setup installs, and what it says where it cannot, on machines that only exist here.</summary>
public sealed class SetUpTests
{
    private const string InstallScript = "https://dot.net/v1/dotnet-install.sh";

    [Theory]
    [InlineData("libc6", "libasound2")]
    [InlineData("libudev1t64", "libasound2t64")]
    public async Task A_library_is_called_as_in_this_release(string installed, string expected)
    {
        using var machine = new FakeMachine().WithApt(installed).WithSdk();

        var result = await machine.SetUpAsync("run");

        Assert.Equal(0, result.ExitCode);
        var packages = Assert.Single(machine.Calls, call => call.StartsWith("apt-get install", StringComparison.Ordinal)).Split(' ');
        Assert.Contains(expected, packages);
        Assert.Contains("libicu76", packages);
        Assert.DoesNotContain(packages, name => name.Contains('/', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("demo")]
    [InlineData("build")]
    public async Task Where_all_is_there_nothing_is_asked_of_the_package_manager(string role)
    {
        using var machine = new FakeMachine().WithApt("libudev1t64").WithSdk().WithAllForTheDemo();

        var result = await machine.SetUpAsync(role);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(machine.Calls);
    }

    [Fact]
    public async Task The_demo_installs_nothing_for_tests_and_no_sound_server()
    {
        using var machine = new FakeMachine().WithApt("libc6").WithSdk();

        await machine.SetUpAsync("demo");

        var calls = string.Join('\n', machine.Calls);
        Assert.Contains("pocketsphinx-testdata", calls, StringComparison.Ordinal);
        Assert.Contains("netcat-openbsd", calls, StringComparison.Ordinal);
        Assert.All(["asterisk", "pulseaudio", "gcc", "libasound2"],
            name => Assert.DoesNotContain(name, calls, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_nc_than_that_of_OpenBSD_does_not_count()
    {
        using var machine = new FakeMachine().WithApt("libc6").WithSdk().WithAllForTheDemo().With("nc");

        await machine.SetUpAsync("demo");

        Assert.Contains(machine.Calls, call => call.EndsWith(" netcat-openbsd", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("pipewire-pulse", false)]
    public async Task The_tests_get_a_PulseAudio_of_their_own_unless_PipeWire_is_there(string? there, bool isInstalled)
    {
        using var machine = new FakeMachine().WithApt("libc6").WithSdk();
        if (there is not null)
            machine.With(there);

        var result = await machine.SetUpAsync("test");

        var packages = machine.Calls.Single(call => call.StartsWith("apt-get install", StringComparison.Ordinal)).Split(' ');
        Assert.Equal(isInstalled, packages.Contains("pulseaudio"));
        Assert.Equal(!isInstalled, result.Error.Contains("tests that play sound are skipped", StringComparison.Ordinal));
        Assert.All(["gcc", "libc6-dev", "zlib1g-dev", "asterisk-core-sounds-en-gsm", "systemd", "dbus-user-session"], name => Assert.Contains(name, packages));
    }

    [Theory]
    [InlineData("dnf", "sudo dnf install ", "zlib-devel")]
    [InlineData("pacman", "sudo pacman -S --needed ", "zlib")]
    public async Task Without_apt_the_command_is_printed_and_not_run(string manager, string command, string package)
    {
        using var machine = new FakeMachine().WithManager(manager).WithSdk();

        var result = await machine.SetUpAsync("publish");

        Assert.Equal(1, result.ExitCode);
        var line = Assert.Single(result.ErrorLines);
        Assert.Contains(command, line, StringComparison.Ordinal);
        Assert.EndsWith(" " + package, line, StringComparison.Ordinal);
        Assert.Empty(machine.Calls);
    }

    [Fact]
    public async Task What_was_installed_by_hand_counts_without_any_package_manager()
    {
        using var machine = new FakeMachine().WithSdk().WithAllForTheDemo();

        Assert.Equal(0, (await machine.SetUpAsync("demo")).ExitCode);
    }

    [Fact]
    public async Task Without_any_package_manager_it_says_what_is_missing()
    {
        using var machine = new FakeMachine().WithSdk();

        var result = await machine.SetUpAsync("demo");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("libpocketsphinx.so.3", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_sudo_gets_the_command_for_root()
    {
        using var machine = new FakeMachine().WithApt("libc6").WithSdk().WithUserWithoutSudo();

        var result = await machine.SetUpAsync("demo");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("as root: apt-get install", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(machine.Calls);
    }

    [Fact]
    public async Task Without_an_SDK_and_somebody_to_ask_it_prints_the_command_and_installs_nothing()
    {
        using var machine = new FakeMachine().WithApt("libc6").WithAllForTheDemo().WithDownloads();

        var result = await machine.SetUpAsync("demo");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith(
            $"curl -fsSL {InstallScript} | bash -s -- --channel 10.0 --install-dir '{machine.Home}/.dotnet'",
            Assert.Single(result.ErrorLines),
            StringComparison.Ordinal);
        Assert.Empty(machine.Calls);
    }

    [Fact]
    public async Task Told_not_to_ask_it_installs_the_SDK_for_the_user_and_finds_it_from_then_on()
    {
        using var machine = new FakeMachine().WithApt("libc6").WithAllForTheDemo().WithDownloads();

        var first = await machine.SetUpAsync("--yes", "demo");
        var second = await machine.SetUpAsync("demo");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(
            [$"curl -fsSL {InstallScript}", $"install --channel 10.0 --install-dir {machine.Home}/.dotnet"],
            machine.Calls);
    }
}
