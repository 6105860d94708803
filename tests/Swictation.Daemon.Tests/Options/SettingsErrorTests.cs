using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Tests.Options;

public sealed class SettingsErrorTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public static TheoryData<string, string> Meaningless => new()
    {
        { SettingName.Db, "" },
        { SettingName.Db, "a\0b" },
        { SettingName.MetricsSocket, "" },
        { SettingName.IpcSocket, "" },
        { SettingName.Source, "" },
        { SettingName.Source, "radio:FM4" },
        { SettingName.Source, "file:" },
        { SettingName.Source, "file:a.wav?pace=fast" },
        { SettingName.Transcriber, "oracle" },
        { SettingName.Transcriber, "command:" },
        { SettingName.RecognitionTimeout, "0" },
        { SettingName.RecognitionTimeout, "soon" },
        { SettingName.RecognitionTimeout, "" },
        { SettingName.Durability, "FULL" },
        { SettingName.CatchUpLimit, "-1" },
        { SettingName.StallTimeout, "0.5" },
        { SettingName.MaxClients, "0" },
        { SettingName.CatchUpLimit, "1.5" },
        { SettingName.CatchUpLimit, "99999999999" },
        { SettingName.ClientDialect, "Tauri" },
        { SettingName.ResumeWindow, "-1" },
        { SettingName.ResumeWindow, "1,5" },
        { SettingName.ResumeWindow, "NaN" },
        { SettingName.ResumeWindow, "-Infinity" },
        { SettingName.ResumeWindow, "s" },
        { SettingName.Record, "yes" },
        { SettingName.ExitAtEnd, "" },
    };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Meaningless))]
    public void Value_without_meaning_names_its_setting_wherever_it_stands(string setting, string value)
    {
        var given = Assert.Throws<ConfigurationException>(() => _bench.Load((setting, value)));
        AssertNames(given, $"--{setting.Replace('_', '-')}");

        _bench.WriteFile(setting, value);
        AssertNames(
            Assert.Throws<ConfigurationException>(() => _bench.Load()),
            $"{_bench.ConfigurationFile}, setting {setting}");

        File.Delete(_bench.ConfigurationFile);
        var variable = "SWICTATION_" + setting.ToUpperInvariant();
        _bench.SetVariable(variable, value);
        AssertNames(Assert.Throws<ConfigurationException>(() => _bench.Load()), variable);

        void AssertNames(ConfigurationException error, string place)
        {
            Assert.Equal(place, error.Setting);
            Assert.StartsWith($"'{value}' has no meaning; give ", error.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("no JSON", "is no JSON: line 1, position 2: 'o' has no place there; correct it")]
    [InlineData("{\n  \"db\": \"ä\" b\n}", "is no JSON: line 2, position 13: 'b' has no place there; correct it")]
    [InlineData("{\"db\":", "is no JSON: line 1, position 7: it ends before it is complete; correct it")]
    [InlineData("{\"db\": \"a\",", "is no JSON: line 1, position 12: it ends before it is complete; correct it")]
    [InlineData(
        "{\n  \"db\": \"a\", // here\n", "is no JSON: line 3, position 1: it ends before it is complete; correct it")]
    [InlineData("", "is no JSON: line 1, position 1: it ends before it is complete; correct it")]
    [InlineData(
        "{\"db\": \"a\tb\"}",
        "is no JSON: line 1, position 10: the control character U+0009 has no place there; correct it")]
    [InlineData("{\"db\": null}", "setting db is null; give a value, or leave the setting out")]
    [InlineData("[1]", "is no JSON object; write {\"source\": \"alsa\"}, for example")]
    [InlineData("{\"db\": \"a\", \"db\": \"b\"}", "setting db stands there twice; remove one")]
    [InlineData("{\"db\": \"\\ud800\"}", "setting db is no text in UTF-8; write it anew")]
    public void File_that_is_no_JSON_object_is_named_with_what_is_wrong_in_it(string text, string reason)
    {
        _bench.WriteFile(text);

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Equal((_bench.ConfigurationFile, reason), (error.Setting, error.Reason));
    }

    [Fact]
    public void File_that_is_a_directory_is_named()
    {
        Directory.CreateDirectory(_bench.ConfigurationFile);

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Equal(_bench.ConfigurationFile, error.Setting);
        Assert.StartsWith("is a directory, or may not be read", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metric_socket", "there is no setting \"metric_socket\"; write \"metrics_socket\" if that is meant")]
    [InlineData("volume", "there is no setting \"volume\"; the settings are db, metrics_socket, ipc_socket")]
    public void Setting_that_there_is_not_is_named_with_what_may_be_meant(string setting, string reason)
    {
        _bench.WriteFile(setting, "/run/m.sock");

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Equal(_bench.ConfigurationFile, error.Setting);
        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "source": { "file": "/a.wav" } }""")]
    [InlineData("""{ "source": [ "file:/a.wav" ] }""")]
    public void Setting_that_is_an_object_or_a_list_is_refused(string text)
    {
        _bench.WriteFile(text);

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Contains("setting source is an object or a list", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "microphone": "yes", "ipc_socket": "/run/i.sock" }""", "/run/i.sock")]
    [InlineData("""{ "max_clients": 0, "source": { "file": "/a.wav" } }""", "/tmp/swictation_ipc.sock")]
    public void What_is_wrong_with_other_settings_is_no_business_of_who_needs_a_socket(string text, string path)
    {
        _bench.WriteFile(text);

        Assert.Equal(path, _bench.Given().IpcSocket.Path);
        Assert.Throws<ConfigurationException>(() => _bench.Load());
    }

    [Fact]
    public void File_that_is_broken_is_not_needed_where_the_environment_or_the_command_line_has_the_path()
    {
        _bench.WriteFile("{");

        var error = Assert.Throws<ConfigurationException>(() => _bench.Given().IpcSocket.Path);
        Assert.EndsWith(
            "; until then a path in SWICTATION_IPC_SOCKET or --ipc-socket does without it",
            error.Reason,
            StringComparison.Ordinal);
        Assert.Equal("/run/o.sock", _bench.Given((SettingName.IpcSocket, "/run/o.sock")).IpcSocket.Path);
        _bench.SetVariable("SWICTATION_IPC_SOCKET", "/run/v.sock");
        Assert.Equal("/run/v.sock", _bench.Given().IpcSocket.Path);
    }
}
