using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.CommandLine;

/// <summary>Parses values on the command line, and refuses invalid ones in one line with the valid forms.</summary>
public static class ValueParsing
{
    /// <summary>Parses the value with <paramref name="parse"/>, which returns null for an invalid value.</summary>
    /// <param name="expected">The valid values, for the line that refuses another one.</param>
    public static Option<T?> ParsedBy<T>(this Option<T?> option, string expected, Func<string, T?> parse)
        where T : struct
    {
        option.CustomParser = result => Parse(result, option.Name, expected, parse);
        return option;
    }

    /// <inheritdoc cref="ParsedBy{T}(Option{Nullable{T}}, string, Func{string, Nullable{T}})"/>
    public static Argument<T> ParsedBy<T>(this Argument<T> argument, string expected, Func<string, T?> parse)
        where T : struct
    {
        argument.CustomParser = result => Parse(result, argument.Name, expected, parse) ?? default;
        return argument;
    }

    /// <summary>Refuses an empty value: it is a variable that was not set, and never meant.</summary>
    public static void RefuseEmpty(this Option<string> option) => option.Accept(_ => true, _ => "");

    /// <summary>Refuses every value that is not valid, and empty ones.</summary>
    /// <param name="expected">The valid values in place of an invalid one, for the line that refuses it.</param>
    public static void Accept(this Option<string> option, Func<string, bool> isValid, Func<string, string> expected) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var value }, ..]) return;
            if (value.Length == 0) result.AddError($"{option.Name} needs a value");
            else if (!isValid(value)) result.AddError($"{option.Name}: {Refusal.Of(value, expected(value))}");
        });

    /// <inheritdoc cref="Accept(Option{string}, Func{string, bool}, Func{string, string})"/>
    public static void Accept(this Argument<string> argument, string name, Func<string, bool> isValid, string expected) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }, ..] && !isValid(value))
                result.AddError($"{name}: {Refusal.Of(value, expected)}");
        });

    private static T? Parse<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        var text = result.Tokens[0].Value;
        var value = parse(text);
        if (value is null) result.AddError($"{name}: {Refusal.Of(text, expected)}");
        return value;
    }
}
