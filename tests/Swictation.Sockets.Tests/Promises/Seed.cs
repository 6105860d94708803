using System.Globalization;
using Xunit.Abstractions;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>
/// Another seed in every run, printed with the test's output; <c>SWICTATION_TEST_SEED</c> sets it, to see a failure
/// again.
/// </summary>
internal static class Seed
{
    public const string Variable = "SWICTATION_TEST_SEED";

    public static int Take(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { } set
            ? int.Parse(set, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"{Variable}={seed}");
        return seed;
    }
}
