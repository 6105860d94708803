namespace Swictation.Testing;

/// <summary>
/// Whether figures of time may be judged. Tests that measure print what they have measured in every run; a machine that does
/// something else meanwhile spoils it, so it is judged only by <c>scripts/soak</c>, which has the machine to itself.
/// </summary>
public static class QuietMachine
{
    public const string Variable = "SWICTATION_TEST_QUIET_MACHINE";

    public static bool IsPromised { get; } = Environment.GetEnvironmentVariable(Variable) == "1";
}
