using Swictation.Daemon.Options;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Options;

public sealed class SettingsErrorTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public static TheoryData<string, string> Meaningless => new()
    {
        { Settings.Db, "" },
        { Settings.Db, "a\0b" },
        { Settings.MetricsSocket, "" },
        { Settings.IpcSocket, "" },
        { Settings.Source, "" },
        { Settings.Source, "radio:FM4" },
        { Settings.Source, "file:" },
        { Settings.Transcriber, "oracle" },
        { Settings.Transcriber, "command:" },
        { Settings.RecognitionTimeout, "0" },
        { Settings.RecognitionTimeout, "soon" },
        { Settings.RecognitionTimeout, "" },
        { Settings.Durability, "FULL" },
        { Settings.CatchUpLimit, "-1" },
        { Settings.StallTimeout, "0.5" },
        { Settings.MaxClients, "0" },
        { Settings.CatchUpLimit, "1.5" },
        { Settings.CatchUpLimit, "99999999999" },
        { Settings.ResumeWindow, "-1" },
        { Settings.ResumeWindow, "1,5" },
        { Settings.ResumeWindow, "NaN" },
        { Settings.ResumeWindow, "-Infinity" },
        { Settings.ResumeWindow, "s" },
        { Settings.Record, "yes" },
        { Settings.ExitAtEnd, "" },
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
            Assert.Throws<ConfigurationException>(() => _bench.Load()), $"{_bench.ConfigurationFile}, setting {setting}");

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
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"db\":")]
    [InlineData("{\"db\": \"a\", \"db\": \"b\"}")]
    [InlineData("")]
    public void File_that_is_no_JSON_object_is_named(string text)
    {
        _bench.WriteFile(text);

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Equal(_bench.ConfigurationFile, error.Setting);
        Assert.StartsWith("cannot be read: ", error.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Setting_that_there_is_not_is_named_with_those_that_there_are()
    {
        _bench.WriteFile("metric_socket", "/run/m.sock");

        var error = Assert.Throws<ConfigurationException>(() => _bench.Load());

        Assert.Equal(_bench.ConfigurationFile, error.Setting);
        Assert.Contains("\"metric_socket\"", error.Reason, StringComparison.Ordinal);
        Assert.Contains("metrics_socket", error.Reason, StringComparison.Ordinal);
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
}
