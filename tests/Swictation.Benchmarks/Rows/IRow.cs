using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>A kind of work that is measured.</summary>
internal interface IRow
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>True for one that takes long, and is measured only where it is named.</summary>
    bool IsLong => false;

    /// <exception cref="BenchmarkFailedException">There is no figure, because something did not work.</exception>
    Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken);
}
