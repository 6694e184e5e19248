package dev.quire.toy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// An entity whose `name` is of the type citext.
@Entity
@Table(name = "pairs")
public class FoldedName {

    @Id
    public Long b;

    public String name;
}
