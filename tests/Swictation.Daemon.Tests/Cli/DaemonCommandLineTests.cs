using Swictation.Daemon.Cli;
using Swictation.Daemon.Cli.Metrics;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Tests.Cli;

public sealed class DaemonCommandLineTests
{
    private const int Ran = 10;
    private const int Sent = 11;
    private const int Listed = 9;
    private const int Printed = 12;

    private IReadOnlyDictionary<string, string?>? _given;
    private string? _action;
    private bool? _isOn;
    private bool _wantsJson;
    private MetricsForm _form;

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
        { "--stall-timeout", SettingName.StallTimeout, "5m" },
        { "--max-clients", SettingName.MaxClients, "5" },
        { "--resume-window", SettingName.ResumeWindow, "1.5s" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Option_sets_its_setting_and_nothing_else(string option, string setting, string value)
    {
        string[][] forms = [[option, value], [$"{option}={value}"], ["run", option, value]];

        foreach (var form in forms)
        {
            Assert.Equal(Ran, await InvokeAsync(form));
            Assert.Equal([KeyValuePair.Create<string, string?>(setting, value)], _given!);
        }
    }

    [Theory]
    [InlineData("--record", SettingName.Record)]
    [InlineData("--exit-at-end", SettingName.ExitAtEnd)]
    public async Task Switch_is_on_when_it_is_given_and_can_be_given_as_off(string option, string setting)
    {
        await InvokeAsync(option);
        Assert.Equal([KeyValuePair.Create<string, string?>(setting, "True")], _given!);

        await InvokeAsync($"{option}=false");
        Assert.Equal([KeyValuePair.Create<string, string?>(setting, "False")], _given!);
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    public async Task What_is_not_given_is_left_to_other_places(params string[] args)
    {
        Assert.Equal(Ran, await InvokeAsync(args));

        Assert.Empty(_given!);
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
    public async Task Action_is_sent_to_the_daemon_that_is_named(string action)
    {
        Assert.Equal(Sent, await InvokeAsync(action, "--ipc-socket", "/run/i.sock"));
        Assert.Equal((action, false), (_action, _wantsJson));
        Assert.Equal("/run/i.sock", _given![SettingName.IpcSocket]);

        Assert.Equal(Sent, await InvokeAsync("--ipc-socket", "/run/i.sock", action, "--json"));
        Assert.Equal((action, true), (_action, _wantsJson));
        Assert.Equal("/run/i.sock", _given![SettingName.IpcSocket]);
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public async Task Off_the_record_says_which_way(string way, bool isOn)
    {
        Assert.Equal(Sent, await InvokeAsync("off-the-record", way));

        Assert.Equal(("off_the_record", isOn), (_action, _isOn));
        Assert.NotEmpty(CommandLine().Root.Parse(["off-the-record"]).Errors);
        Assert.Equal(
            "off-the-record: 'perhaps' has no meaning; give on or off",
            Assert.Single(CommandLine().Root.Parse(["off-the-record", "perhaps"]).Errors).Message);
    }

    [Theory]
    [InlineData(nameof(MetricsForm.Table))]
    [InlineData(nameof(MetricsForm.Json), "--json")]
    [InlineData(nameof(MetricsForm.Prometheus), "--prometheus")]
    public async Task Metrics_are_printed_in_the_form_that_is_named(string form, params string[] options)
    {
        Assert.Equal(Printed, await InvokeAsync(["--metrics", .. options, "--ipc-socket", "/run/i.sock"]));

        Assert.Equal(form, _form.ToString());
        Assert.Equal("/run/i.sock", _given![SettingName.IpcSocket]);
    }

    [Theory]
    [InlineData("--source", "radio")]
    [InlineData("--transcriber", "oracle")]
    [InlineData("--transcriber", "command:'open")]
    [InlineData("--recognition-timeout", "0.5")]
    [InlineData("--durability", "some")]
    [InlineData("--preroll", "300")]
    [InlineData("--catch-up-limit", "many")]
    [InlineData("--resume-window", "1,5")]
    [InlineData("--db", "")]
    [InlineData("--ipc-socket", "")]
    public void Value_without_meaning_is_an_error_that_names_the_option(string option, string value)
    {
        var errors = CommandLine().Root.Parse([option, value]).Errors;

        Assert.StartsWith(option, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--recognition-timeout", "0", "a number of seconds from 1 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--stall-timeout", "0.9", "a number of seconds from 1 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--resume-window", "1000000001", "a number of seconds from 0 to 1000000000, or a time such as 1500ms, 90s, 5m, 12h or 7d")]
    [InlineData("--max-clients", "-1", "a whole number from 1 to 2147483647")]
    [InlineData("--catch-up-limit", "2147483648", "a whole number from 0 to 2147483647")]
    [InlineData("--preroll", "3s", "a time such as 300ms or 0.5s, 0 for none, 2s at most")]
    [InlineData("--keep-audio", "0d", "none, always, or a time such as 90s, 30m, 12h or 7d, 36500d at most")]
    public void Value_out_of_range_is_named_with_the_range(string option, string value, string range)
    {
        var errors = CommandLine().Root.Parse([option, value]).Errors;

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
        Assert.Equal(message, Assert.Single(CommandLine().Root.Parse(args).Errors).Message);
    }

    [Theory]
    [InlineData(Sent, "status")]
    [InlineData(Printed, "--metrics")]
    [InlineData(Listed, "devices")]
    public async Task Places_may_stand_in_front_of_every_command(int outcome, string command)
    {
        string[] places = ["--db", "/a.db", "--metrics-socket", "/run/m.sock", "--ipc-socket", "/run/i.sock"];

        Assert.Equal(outcome, await InvokeAsync([.. places, command]));
    }

    [Fact]
    public async Task Option_in_front_of_run_is_an_option_of_run()
    {
        Assert.Equal(Ran, await InvokeAsync("--db", "/a.db", "run", "--record"));

        Assert.Equal(("/a.db", "True"), (_given![SettingName.Db], _given[SettingName.Record]));
    }

    [Theory]
    [InlineData(false, "devices")]
    [InlineData(true, "devices", "--json")]
    public async Task Devices_are_listed_for_people_or_programs(bool isJson, params string[] args)
    {
        Assert.Equal(Listed, await InvokeAsync(args));
        Assert.Equal(isJson, _wantsJson);
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
        Assert.NotEmpty(CommandLine().Root.Parse(args).Errors);
    }

    private async Task<int> InvokeAsync(params string[] args)
    {
        var parsed = CommandLine().Root.Parse(args);
        Assert.Empty(parsed.Errors);
        return await parsed.InvokeAsync();
    }

    private DaemonCommandLine CommandLine() => new(
        (given, _) =>
        {
            _given = given;
            return Task.FromResult(Ran);
        },
        (given, form, _) =>
        {
            (_given, _form) = (given, form);
            return Task.FromResult(Printed);
        },
        (request, given, wantsJson, _) =>
        {
            (_action, _isOn, _given, _wantsJson) = (request.Action, request.On, given, wantsJson);
            return Task.FromResult(Sent);
        },
        wantsJson =>
        {
            _wantsJson = wantsJson;
            return Listed;
        });
}
