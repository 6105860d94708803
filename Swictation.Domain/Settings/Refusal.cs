namespace Swictation.Domain.Settings;

/// <summary>What is said of a value that cannot be used, wherever it was given.</summary>
public static class Refusal
{
    /// <param name="expected">What can be given: the forms, or the range.</param>
    public static string Of(string value, string expected) => $"'{value}' has no meaning; give {expected}";
}
