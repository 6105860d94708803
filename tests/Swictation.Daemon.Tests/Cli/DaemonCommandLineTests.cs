using System.CommandLine;
using Swictation.Daemon.Cli.Metrics;
using Swictation.Daemon.Cli.Status;
using Swictation.Daemon.Cli.Verbs;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Cli;

public sealed class DaemonCommandLineTests
{
    private readonly DaemonCommandLine _commandLine = new(
        () => new(name => name == "HOME" ? "/home/me" : null, _ => "{}"u8.ToArray()));

    public static TheoryData<string, string, string> Options => new()
    {
        { "--db", SettingName.Db, "/data/log.db" },
        { "--metrics-socket", SettingName.MetricsSocket, "/run/m.sock" },
        { "--ipc-socket", SettingName.IpcSocket, "/run/i.sock" },
        { "--source", SettingName.Source, "file:a.wav?pace=max" },
        { "--transcriber", SettingName.Transcriber, "pocketsphinx:/model" },
        { "--transcriber", SettingName.Transcriber, "command:recognise {}" },
        { "--recognition-timeout", SettingName.RecognitionTimeout, "45" },
        { "--durability", SettingName.Durability, "normal" },
        { "--catch-up-limit", SettingName.CatchUpLimit, "5" },
        { "--client-dialect", SettingName.ClientDialect, "tauri" },
        { "--stall-timeout", SettingName.StallTimeout, "5m" },
        { "--max-clients", SettingName.MaxClients, "5" },
        { "--resume-window", SettingName.ResumeWindow, "1.5s" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_sets_its_setting_and_nothing_else(string option, string setting, string value)
    {
        string[][] forms = [[option, value], [$"{option}={value}"], ["run", option, value]];

        foreach (var form in forms)
            Assert.Equal([KeyValuePair.Create<string, string?>(setting, value)], GivenBy(form));
    }

    [Theory]
    [InlineData("--record", SettingName.Record)]
    [InlineData("--exit-at-end", SettingName.ExitAtEnd)]
    public void Switch_is_on_when_it_is_given_and_can_be_given_as_off(string option, string setting)
    {
        Assert.Equal([KeyValuePair.Create<string, string?>(setting, "True")], GivenBy(option));
        Assert.Equal([KeyValuePair.Create<string, string?>(setting, "False")], GivenBy($"{option}=false"));
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    public void Settings_that_are_not_given_are_left_to_other_places(params string[] args) => Assert.Empty(GivenBy(args));

    [Theory]
    [InlineData]
    [InlineData("run")]
    public void Run_and_no_command_run_the_daemon(params string[] args)
    {
        var parsed = Parse(args);

        Assert.True(parsed.CommandResult.Command is RunCommand or RootCommand);
        Assert.Null(_commandLine.Metrics.Read(parsed));
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("status")]
    [InlineData("quit")]
    public void Action_is_sent_to_the_daemon_that_is_named(string action)
    {
        var request = new CommandRequest(action, RequestId: null);

        Assert.Equal((request, "/run/i.sock", false), SentBy(action, "--ipc-socket", "/run/i.sock"));
        Assert.Equal((request, "/run/i.sock", true), SentBy("--ipc-socket", "/run/i.sock", action, "--json"));
    }

    [Fact]
    public void Quit_loses_events_only_by_force()
    {
        Assert.Null(SentBy("quit").Request.Force);
        Assert.True(SentBy("quit", "--force").Request.Force);
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    public void Key_names_what_recognises_its_session(string action)
    {
        var request = new CommandRequest(action, RequestId: null, Transcriber: "de", Language: "auto");

        Assert.Equal(request, SentBy(action, "--transcriber", "de", "--language", "auto").Request);
        Assert.NotEmpty(_commandLine.Root.Parse(["--transcriber", "pocketsphinx", action]).Errors);
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void Off_the_record_says_which_way(string way, bool isOn)
    {
        Assert.Equal(new("off_the_record", RequestId: null, On: isOn), SentBy("off-the-record", way).Request);
        Assert.NotEmpty(_commandLine.Root.Parse(["off-the-record"]).Errors);
        Assert.Equal(
            "off-the-record: 'perhaps' has no meaning; give on or off",
            Assert.Single(_commandLine.Root.Parse(["off-the-record", "perhaps"]).Errors).Message);
    }

    [Theory]
    [InlineData(nameof(MetricsForm.Table))]
    [InlineData(nameof(MetricsForm.Json), "--json")]
    [InlineData(nameof(MetricsForm.Prometheus), "--prometheus")]
    public void Metrics_are_printed_in_the_form_that_is_named(string form, params string[] options)
    {
        var parsed = Parse(["--metrics", .. options, "--ipc-socket", "/run/i.sock"]);

        Assert.Equal(form, _commandLine.Metrics.Read(parsed).ToString());
        Assert.Equal("/run/i.sock", _commandLine.Settings.Given(parsed).IpcSocket.Path);
    }

    [Theory]
    [InlineData("--source", "radio")]
    [InlineData("--transcriber", "oracle")]
    [InlineData("--transcriber", "command:'open")]
    [InlineData("--recognition-timeout", "0.5")]
    [InlineData("--durability", "some")]
    [InlineData("--preroll", "300")]
    [InlineData("--catch-up-limit", "many")]
    [InlineData("--client-dialect", "swictation-ui")]
    [InlineData("--resume-window", "1,5")]
    [InlineData("--db", "")]
    [InlineData("--ipc-socket", "")]
    public void Value_without_meaning_is_an_error_that_names_the_option(string option, string value)
    {
        var errors = _commandLine.Root.Parse([option, value]).Errors;

        Assert.StartsWith(option, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--recognition-timeout", "0", "a number of seconds from 1 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--stall-timeout", "0.9", "a number of seconds from 1 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--resume-window", "1000000001", "a number of seconds from 0 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--max-clients", "-1", "a whole number from 1 to 2147483647")]
    [InlineData("--catch-up-limit", "2147483648", "a whole number from 0 to 2147483647")]
    [InlineData("--preroll", "3s", "a time such as 300ms or 0.5s, 0 for none, 2s at most")]
    [InlineData("--keep-audio-size", "5", "unlimited, or a size such as 500M, 5G or 1T (millions of bytes and so on), from 1M to 1000T")]
    [InlineData("--keep-audio", "0d", "none, always, or a time such as 90s, 30m, 12h or 7d, 36500d at most")]
    public void Value_out_of_range_is_named_with_the_range(string option, string value, string range)
    {
        var errors = _commandLine.Root.Parse([option, value]).Errors;

        Assert.Equal($"{option}: '{value}' has no meaning; give {range}", Assert.Single(errors).Message);
    }

    [Theory]
    [InlineData("--record does nothing with toggle; leave it out", "--record", "toggle")]
    [InlineData("--metrics does nothing with run; leave it out", "--metrics", "run")]
    [InlineData("--metrics does nothing with status; leave it out", "--metrics", "status")]
    [InlineData("--source does nothing with devices; leave it out", "--source", "alsa", "devices")]
    [InlineData(
        "--metrics asks the daemon that runs; --record does nothing then, leave it out", "--metrics", "--record")]
    public void Option_that_would_be_forgotten_is_refused(string message, params string[] args)
    {
        Assert.Equal(message, Assert.Single(_commandLine.Root.Parse(args).Errors).Message);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("--metrics")]
    [InlineData("devices")]
    public void Places_may_stand_in_front_of_every_command(string command)
    {
        string[] places = ["--db", "/a.db", "--metrics-socket", "/run/m.sock", "--ipc-socket", "/run/i.sock"];

        Assert.Empty(_commandLine.Root.Parse([.. places, command]).Errors);
    }

    [Fact]
    public void Option_in_front_of_run_is_an_option_of_run()
    {
        var given = GivenBy("--db", "/a.db", "run", "--record");

        Assert.Equal(("/a.db", "True"), (given[SettingName.Db], given[SettingName.Record]));
    }

    [Theory]
    [InlineData(nameof(StatusForm.Plain))]
    [InlineData(nameof(StatusForm.Waybar), "--format", "waybar")]
    [InlineData(nameof(StatusForm.I3blocks), "--format", "i3blocks")]
    public void Status_is_followed_in_the_form_that_is_named(string form, params string[] options)
    {
        var parsed = Parse(["status", "--follow", .. options, "--metrics-socket", "/run/m.sock"]);

        var status = Assert.IsType<StatusCommand>(parsed.CommandResult.Command);
        Assert.Equal((true, form), (status.Follows(parsed), status.Form(parsed).ToString()));
        Assert.Equal("/run/m.sock", _commandLine.Settings.Given(parsed).MetricsSocket.Path);
    }

    [Theory]
    [InlineData("--check and --follow are two questions; give one of them", "--check", "--follow")]
    [InlineData("--json prints one reply; with --follow give --format json", "--follow", "--json")]
    [InlineData("--check prints trouble and nothing else; leave --json out", "--check", "--json")]
    [InlineData("--format says how --follow prints; give --follow too", "--format", "json")]
    [InlineData("--format: 'xml' has no meaning; give plain, json, waybar, i3blocks, polybar", "--follow", "--format", "xml")]
    public void Status_refuses_what_does_not_go_together(string message, params string[] options) =>
        Assert.Equal(message, Assert.Single(_commandLine.Root.Parse(["status", .. options]).Errors).Message);

    [Theory]
    [InlineData(false, "devices")]
    [InlineData(true, "devices", "--json")]
    public void Devices_are_listed_for_people_or_programs(bool isJson, params string[] args)
    {
        var parsed = Parse(args);

        Assert.IsType<DevicesCommand>(parsed.CommandResult.Command);
        Assert.Equal(isJson, parsed.GetValue<bool>("--json"));
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("--fly")]
    [InlineData("--db")]
    [InlineData("toggle", "--record")]
    [InlineData("run", "again")]
    [InlineData("recognise")]
    [InlineData("--json")]
    [InlineData("--prometheus")]
    [InlineData("--metrics", "--json", "--prometheus")]
    [InlineData("run", "--metrics")]
    [InlineData("devices", "--ipc-socket", "/run/i.sock")]
    public void What_is_not_understood_is_an_error(params string[] args)
    {
        Assert.NotEmpty(_commandLine.Root.Parse(args).Errors);
    }

    private ParseResult Parse(params string[] args)
    {
        var parsed = _commandLine.Root.Parse(args);
        Assert.Empty(parsed.Errors);
        return parsed;
    }

    private IReadOnlyDictionary<string, string?> GivenBy(params string[] args) =>
        _commandLine.Settings.OnCommandLine(Parse(args));

    private (CommandRequest Request, string IpcSocket, bool WantsJson) SentBy(params string[] args)
    {
        var parsed = Parse(args);
        var request = Assert.IsAssignableFrom<ActionCommand>(parsed.CommandResult.Command).Request(parsed);
        return (request, _commandLine.Settings.Given(parsed).IpcSocket.Path, parsed.GetValue<bool>("--json"));
    }
}
