package org.snowguard.server.web;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Makes records of rows as {@link ConstructorMapper} does, which reads a constructor's annotations
 * anew for each query: on pages with twenty queries that costs more than the queries. What it found
 * out about a record and the columns of a query is kept; the texts of our queries are few.
 */
public final class Rows<T> implements RowMapper<T> {

  private static final Map<Class<?>, Rows<?>> KNOWN = new ConcurrentHashMap<>();

  private final RowMapper<T> constructor;
  private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

  private Rows(RowMapper<T> constructor) {
    this.constructor = constructor;
  }

  /** The mapper of a record. */
  @SuppressWarnings("unchecked") // the value of a class is made for that class
  public static <T> RowMapper<T> of(Class<T> type) {
    return (RowMapper<T>) KNOWN.computeIfAbsent(type, of -> new Rows<>(ConstructorMapper.of(of)));
  }

  @Override
  public T map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }

  @Override
  public RowMapper<T> specialize(ResultSet row, StatementContext context) throws SQLException {
    List<String> columns = columns(row.getMetaData());
    RowMapper<T> known = byColumns.get(columns);
    if (known == null) {
      known = constructor.specialize(row, context);
      byColumns.put(columns, known);
    }
    return known;
  }

  private static List<String> columns(ResultSetMetaData columns) throws SQLException {
    List<String> labels = new ArrayList<>(columns.getColumnCount());
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      labels.add(columns.getColumnLabel(column));
    }
    return labels;
  }
}
