package dev.quire.toy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;

/// An entity with a composite key.
@Entity
@Table(name = "pairs")
public class Pair implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id
    public Long a;

    @Id
    public Long b;

    public String name;
}
