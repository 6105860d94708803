using System.Globalization;

namespace Swictation.Testing;

/// <summary>
/// Another seed in every run, printed with the test's output; <c>SWICTATION_TEST_SEED</c> sets it, to see a failure
/// again.
/// </summary>
public static class Seed
{
    public const string Variable = "SWICTATION_TEST_SEED";

    public static int Take(Action<string> print)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { } set
            ? int.Parse(set, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        print($"{Variable}={seed}");
        return seed;
    }
}
