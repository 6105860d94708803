namespace Swictation.Architecture.Tests.Sight.Below;

/// <summary>What the code in <c>Above</c> names, each place of it in another way.</summary>
internal class Seen : Exception
{
    public const int Constant = 3;
    public static readonly int Field = Environment.ProcessId;

    public static int Call() => Field;

    internal static class Nested
    {
        public static int Call() => Field;
    }
}
