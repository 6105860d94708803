namespace Swictation.Architecture.Tests.Sight.Below;

internal static class SeenExtensions
{
    public static int Extended(this int number) => number + 1;
}
