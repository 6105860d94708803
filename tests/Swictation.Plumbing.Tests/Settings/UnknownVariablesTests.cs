using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.Tests.Settings;

public sealed class UnknownVariablesTests
{
    [Theory]
    [InlineData("SWICTATION_IPC_SOKET", "SWICTATION_IPC_SOCKET")]
    [InlineData("SWICTATION_METRIC_SOCKET", "SWICTATION_METRICS_SOCKET")]
    [InlineData("SWICTATION_DBB", "SWICTATION_DB")]
    [InlineData("SWICTATION_RECORDS", "SWICTATION_RECORD")]
    [InlineData("SWICTATION_source", "SWICTATION_SOURCE")]
    [InlineData("SWICTATION_LOUDSPEAKER", null)]
    [InlineData("SWICTATION_", null)]
    public void A_variable_that_is_no_setting_is_named_with_what_may_be_meant(string name, string? meant)
    {
        var line = Assert.Single(UnknownVariables.Explain(["HOME", name]));

        Assert.Equal(
            meant is null
                ? $"the variable {name} sets nothing: there is no such setting"
                : $"the variable {name} sets nothing; {meant} does",
            line);
    }

    [Fact]
    public void Settings_what_tests_use_and_what_belongs_to_others_is_not_told()
    {
        string[] names =
        [
            .. SettingName.All.Select(SettingName.Variable), SettingName.ServerKeyVariable, "SWICTATION_TEST_SEED", "SWICTATION_TEST_ANYTHING", "HOME",
            "SWICTATIONS", "MY_SWICTATION_DB",
        ];

        Assert.Empty(UnknownVariables.Explain(names));
    }
}
