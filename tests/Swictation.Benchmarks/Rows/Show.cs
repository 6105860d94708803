namespace Swictation.Benchmarks.Rows;

/// <summary>Words that several rows use.</summary>
internal static class Show
{
    public static string Clients(int count) => count == 1 ? "1 client" : $"{count} clients";
}
